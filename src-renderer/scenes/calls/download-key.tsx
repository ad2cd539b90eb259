import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { fetchFile } from '../../host/save-file.ts';
import { useSeat } from '../seat-context.ts';

/** All recordings of the listed calls as one archive: how far it is, and breaking it off. */
export const DownloadKey = observer(function DownloadKey(): ReactElement {
  const { records, downloads } = useSeat().root;
  const { messages } = useWords();
  const words = messages.recordings;
  const { view, error } = downloads;
  const run = async (): Promise<void> => {
    const path = await downloads.prepare(records.listedFilter);
    if (path !== undefined) fetchFile(path);
  };
  if (downloads.running) {
    return (
      <span className="export-running" role="status">
        {view === undefined ? words.preparing : words.downloading(view.doneCount, view.recordings)}
        {view !== undefined && <progress value={view.percent} max={100} aria-hidden />}
        {view !== undefined && (
          <button type="button" className="quiet-key" onClick={() => void downloads.cancel()}>
            {words.cancel}
          </button>
        )}
      </span>
    );
  }
  return (
    <>
      {error !== undefined && <Ended text={messages.codes.errors[error.code]} isError />}
      {view?.state === 'done' && (
        <Ended
          text={[
            words.downloaded(view.recordings - view.unreadable),
            ...(view.unreadable > 0 ? [words.unreadable(view.unreadable)] : []),
          ].join(messages.listComma)}
        />
      )}
      <button type="button" className="quiet-key" title={words.downloadHint} onClick={() => void run()}>
        <Glyph name="download" /> {words.downloadAll}
      </button>
    </>
  );
});

const Ended = observer(function Ended(props: { readonly text: string; readonly isError?: boolean }): ReactElement {
  const { downloads } = useSeat().root;
  return (
    <span
      className={props.isError === true ? 'error-line' : 'faint'}
      role={props.isError === true ? 'alert' : 'status'}
    >
      {props.text}
      <button type="button" className="quiet-key" onClick={() => downloads.dismiss()}>
        {useWords().messages.dismiss}
      </button>
    </span>
  );
});
