import { Button, Popover } from 'antd';
import { observer } from 'mobx-react-lite';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { VoicemailMessage } from '../../../src-main/contract/voicemail.ts';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { RecordingPlayer } from '../../components/recording-player.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDateTime } from '../../locales/time-format.ts';
import { PATHS } from '../../transport/http-paths.ts';
import { useSeat } from '../seat-context.ts';
import { ForwardForm } from './forward-form.tsx';
import { mayCallBack } from './message-keys.ts';

/** Starts or stops the player of the open message. */
export function playMessageIn(scene: HTMLElement | undefined): void {
  scene?.querySelector<HTMLButtonElement>('.voicemail-detail .player-play')?.click();
}

/** One message: who, when, its sound, and what can be done with it. Playing it marks it as heard. */
export const MessageDetail = observer(function MessageDetail(props: {
  readonly message: VoicemailMessage;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { message } = props;
  const { root, http } = useSeat();
  const { messages, locale } = useWords();
  const words = messages.voicemail;
  const place = useHeardWhenPlayed(message);
  const fetchBytes = useCallback(
    async (path: string, signal: AbortSignal) => {
      const bytes = await http.bytes(path, signal);
      return bytes.ok ? bytes.value : undefined;
    },
    [http],
  );
  const from = message.forwardedFrom;
  return (
    <aside ref={place} className="detail voicemail-detail" aria-label={words.detail}>
      <header className="detail-head">
        <span>{words.states[message.state]}</span>
        <h2>
          <PhoneNumber number={message.callerNumber} big />
          {message.callerName !== '' && <small>{message.callerName}</small>}
        </h2>
        <button
          type="button"
          className="icon-key"
          aria-label={words.close}
          title={`${words.close} (Esc)`}
          onClick={props.onClose}
        >
          <Glyph name="close" size={18} />
        </button>
        <p className="faint">{formatDateTime(message.at, locale)}</p>
      </header>
      <MessageKeys message={message} onRemove={props.onRemove} />
      <RecordingPlayer
        source={PATHS.playable(message.recordingId)}
        download={PATHS.recording(message.recordingId)}
        lengthMs={message.lengthMs}
        gaps={[]}
        fetchBytes={fetchBytes}
      />
      <ul className="voicemail-facts faint">
        {from !== undefined && <li>{words.forwardedFrom(root.voicemail.boxOf(from)?.title ?? from)}</li>}
        <HeardFact message={message} />
        {message.deletedAt !== undefined && <li>{words.deletedAt(formatDateTime(message.deletedAt, locale))}</li>}
      </ul>
    </aside>
  );
});

const HeardFact = observer(function HeardFact(props: { readonly message: VoicemailMessage }): ReactElement | undefined {
  const { agents } = useSeat().root;
  const { messages, locale } = useWords();
  const { heardAt, heardBy } = props.message;
  if (heardAt === undefined) return undefined;
  const time = formatDateTime(heardAt, locale);
  if (heardBy === undefined) return <li>{messages.voicemail.heardByPhone(time)}</li>;
  return <li>{messages.voicemail.heardBy(agents.nameOf(heardBy) ?? heardBy, time)}</li>;
});

const MessageKeys = observer(function MessageKeys(props: {
  readonly message: VoicemailMessage;
  readonly onRemove: () => void;
}): ReactElement {
  const { message } = props;
  const { messageId, state } = message;
  const { voicemail, session } = useSeat().root;
  const words = useWords().messages.voicemail;
  const [forwarding, setForwarding] = useState(false);
  const pending = voicemail.isPending(messageId);
  if (state === 'deleted') {
    return (
      <div className="voicemail-keys">
        <Button loading={pending} icon={<Glyph name="undo" />} onClick={() => void voicemail.restore(messageId)}>
          {words.restore}
        </Button>
      </div>
    );
  }
  return (
    <div className="voicemail-keys" role="toolbar" aria-label={words.detail}>
      {mayCallBack(message, session.stationNo) && (
        <Button
          type="primary"
          loading={pending}
          icon={<Glyph name="phone" />}
          onClick={() => void voicemail.callBack(messageId)}
        >
          {words.callBack}
        </Button>
      )}
      <Popover
        open={forwarding}
        trigger="click"
        placement="bottom"
        onOpenChange={setForwarding}
        content={<ForwardForm message={message} onDone={() => setForwarding(false)} />}
      >
        <Button icon={<Glyph name="forward" />}>{words.forward}</Button>
      </Popover>
      <Button disabled={pending} onClick={() => void voicemail.markHeard(messageId, state === 'new')}>
        {state === 'new' ? words.markHeard : words.markNew}
      </Button>
      <Button disabled={pending} icon={<Glyph name="trash" />} onClick={props.onRemove}>
        {words.remove}
      </Button>
    </div>
  );
});

/** `play` does not bubble, so it is caught on its way down to the player. */
function useHeardWhenPlayed(message: VoicemailMessage) {
  const { voicemail } = useSeat().root;
  const place = useRef<HTMLElement>(null);
  const { messageId, state } = message;
  useEffect(() => {
    const element = place.current;
    if (element === null || state !== 'new') return undefined;
    const onPlay = (): void => void voicemail.markHeard(messageId, true);
    element.addEventListener('play', onPlay, true);
    return () => element.removeEventListener('play', onPlay, true);
  }, [voicemail, messageId, state]);
  return place;
}
