import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { saveFile } from '../../host/save-file.ts';
import { useSeat } from '../seat-context.ts';

/** The listed calls as a file: how far it is, and stopping it. */
export const ExportKeys = observer(function ExportKeys(): ReactElement {
  const { records, exporting } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.callList;
  const run = async (format: 'csv' | 'xlsx'): Promise<void> => {
    const bytes = await exporting.fetch((exportId) => records.exportPath(format, exportId, locale));
    if (bytes !== undefined) saveFile(bytes, `${words.fileName}.${format}`);
  };
  if (exporting.running) {
    const { progress } = exporting;
    const text = (value: number): string => value.toLocaleString(locale);
    return (
      <span className="export-running" role="status">
        {progress === undefined ? words.exporting : words.exported(text(progress.rows), text(progress.total))}
        {progress !== undefined && <progress value={progress.rows} max={Math.max(1, progress.total)} aria-hidden />}
        <button type="button" className="quiet-key" onClick={() => exporting.cancel()}>
          {words.cancel}
        </button>
      </span>
    );
  }
  return (
    <>
      {exporting.error !== undefined && (
        <span className="error-line" role="alert">
          {messages.codes.errors[exporting.error.code]}
          <button type="button" className="quiet-key" onClick={() => exporting.dismissError()}>
            {messages.dismiss}
          </button>
        </span>
      )}
      <button type="button" className="quiet-key" onClick={() => void run('csv')}>
        <Glyph name="download" /> {words.exportCsv}
      </button>
      <button type="button" className="quiet-key" onClick={() => void run('xlsx')}>
        <Glyph name="download" /> {words.exportXlsx}
      </button>
    </>
  );
});
