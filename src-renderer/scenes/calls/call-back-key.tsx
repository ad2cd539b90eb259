import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { isMissed } from '../../../src-main/contract/call-record-filter.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatPhone } from '../../locales/phone-format.ts';
import type { RootStore } from '../../stores/root-store.ts';
import { useSeat } from '../seat-context.ts';

/** Whether this seat could call the record's number now. */
export function mayCallBack({ commands }: RootStore, record: CallRecord): boolean {
  return /^[0-9*#+\- ]{1,32}$/.test(record.ani) && commands.mayAgent('call.make');
}

/** Calls the number of a record; not there when it has none or this seat cannot call now. */
export const CallBackKey = observer(function CallBackKey(props: {
  readonly record: CallRecord;
  readonly tabStop?: boolean;
}): ReactElement | undefined {
  const { record, tabStop = true } = props;
  const { root } = useSeat();
  const { messages } = useWords();
  const words = messages.callList;
  if (!mayCallBack(root, record)) return undefined;
  const isPending = root.commands.isPending('call.make');
  return (
    <button
      type="button"
      className="call-back-key"
      tabIndex={tabStop ? 0 : -1}
      disabled={isPending}
      aria-label={words.callBackTo(formatPhone(record.ani))}
      title={words.callBackTo(formatPhone(record.ani))}
      onClick={(event) => {
        event.stopPropagation();
        void root.commands.makeCall(record.ani);
      }}
    >
      <Glyph name="phone" size={14} />{' '}
      {isPending ? messages.bar.pending : isMissed(record) ? words.callBack : words.call}
    </button>
  );
});
