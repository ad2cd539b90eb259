import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { VoicemailMessage } from '../../../src-main/contract/voicemail.ts';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDateTime, formatDuration, formatShort } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';

/** One message of the list; a new one is bold and says so. */
export const MessageRow = observer(function MessageRow(props: {
  readonly message: VoicemailMessage;
  readonly tabStop: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}): ReactElement {
  const { message, isOpen } = props;
  const { voicemail, time } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.voicemail;
  const classes = [isOpen ? 'row-open' : '', `message-${message.state}`].join(' ').trim();
  return (
    <tr tabIndex={props.tabStop ? 0 : -1} className={classes} aria-selected={isOpen} onClick={props.onOpen}>
      <td>
        {message.state === 'new' && <span className="dot" aria-hidden="true" />} {words.states[message.state]}
      </td>
      <td>
        <PhoneNumber number={message.callerNumber} />
        {message.callerName !== '' && <span className="faint"> {message.callerName}</span>}
      </td>
      <td title={formatDateTime(message.at, locale)}>{formatShort(message.at, time.nowMs, locale)}</td>
      <td className="col-time">{formatDuration(message.lengthMs)}</td>
      <td>{voicemail.boxOf(message.boxId)?.title}</td>
    </tr>
  );
});
