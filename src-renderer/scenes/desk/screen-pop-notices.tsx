import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** The pages that were opened for the present calls, each with its link: what was blocked is one press away. */
export const ScreenPopNotices = observer(function ScreenPopNotices(): ReactElement {
  const { screenPops } = useSeat().root;
  const words = useWords().messages.integration.screenPops;
  return (
    <div role="status" aria-label={words.noticeLabel} className="pop-notices">
      {screenPops.notices.map((notice) => (
        <p key={`${notice.callId} ${notice.screenPopId}`} className="pop-notice" data-state={notice.state}>
          <Glyph name={notice.state === 'blocked' ? 'warning' : 'window'} />
          <a
            href={notice.address}
            target="_blank"
            rel="noreferrer"
            onClick={(event) => {
              event.preventDefault();
              screenPops.press(notice);
            }}
          >
            {notice.title}
          </a>
          <span className="faint">{words[notice.state]}</span>
          <button
            type="button"
            className="icon-key"
            aria-label={words.dismiss}
            title={words.dismiss}
            onClick={() => screenPops.dismiss(notice)}
          >
            <Glyph name="close" size={14} />
          </button>
        </p>
      ))}
    </div>
  );
});
