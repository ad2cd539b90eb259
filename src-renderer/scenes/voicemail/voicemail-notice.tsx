import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { VoicemailWords } from '../../locales/zh-CN-voicemail.ts';
import type { VoicemailNotice } from '../../stores/voicemail-store.ts';
import { useSeat } from '../seat-context.ts';

/** What was done, or why it was not; a deletion is undone from here. */
export const VoicemailNoticeLine = observer(function VoicemailNoticeLine(): ReactElement {
  const { voicemail } = useSeat().root;
  const { messages } = useWords();
  const words = messages.voicemail;
  const { notice, error } = voicemail;
  return (
    <div role="status">
      {error !== undefined && (
        <p className="voicemail-notice voicemail-refused">
          <Glyph name="warning" size={16} />
          <span>
            <b>{messages.refusedPrefix}</b> {messages.codes.errors[error.code]}
          </span>
          <button type="button" className="quiet-key" onClick={() => voicemail.dismiss()}>
            {messages.dismiss}
          </button>
        </p>
      )}
      {error === undefined && notice !== undefined && (
        <p className="voicemail-notice">
          <Glyph name="ready" size={16} />
          <span>{noticeText(notice, words)}</span>
          {notice.kind === 'deleted' && (
            <button type="button" className="quiet-key" onClick={() => voicemail.undo()}>
              {words.undo} (Ctrl+Z)
            </button>
          )}
          <button type="button" className="quiet-key" onClick={() => voicemail.dismiss()}>
            {messages.dismiss}
          </button>
        </p>
      )}
    </div>
  );
});

function noticeText(notice: VoicemailNotice, words: VoicemailWords): string {
  return notice.kind === 'forwarded' ? words.notices.forwarded(notice.to) : words.notices[notice.kind];
}
