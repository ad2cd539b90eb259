import { Button, Input, Modal } from 'antd';
import { observer } from 'mobx-react-lite';
import { useRef, useState, type ReactElement } from 'react';
import type { ListImportReport, NumberListView } from '../../../../src-main/contract/number-lists.ts';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';

/** Text or a file with one entry a line; afterwards what was added, and each refused line with the reason. */
export const ImportDialog = observer(function ImportDialog(props: {
  readonly list: NumberListView;
  readonly onClose: () => void;
}): ReactElement {
  const { numberLists } = useSeat().root;
  const { messages } = useWords();
  const words = messages.lists;
  const { list, onClose } = props;
  const [text, setText] = useState('');
  const [report, setReport] = useState<ListImportReport>();
  const file = useRef<HTMLInputElement>(null);
  const { importing, refused } = numberLists;
  const start = async (): Promise<void> => {
    setReport(undefined);
    setReport(await numberLists.importText(list.listId, text));
  };
  return (
    <Modal
      open
      title={words.importTitle(list.title)}
      footer={false}
      onCancel={onClose}
      mask={{ closable: false }}
      width={620}
    >
      <div className="dialog-form">
        <p className="faint">{words.importLead}</p>
        <Input.TextArea
          rows={8}
          className="import-text"
          aria-label={words.importText}
          placeholder={words.importPlaceholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <input
          ref={file}
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          hidden
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
        <p role="status">
          {importing !== undefined && words.importRunning(importing.doneLines, importing.totalLines)}
          {report !== undefined && <b>{words.importDone(report.added, report.refusedCount)}</b>}
          {refused !== undefined && <span className="error-line">{messages.codes.errors[refused.code]}</span>}
        </p>
        {report !== undefined && report.refusedCount > 0 && <RefusedLines report={report} />}
        <div className="dialog-keys">
          <Button onClick={() => file.current?.click()}>{words.importFile}</Button>
          <Button onClick={onClose}>{words.close}</Button>
          <Button
            type="primary"
            loading={importing !== undefined}
            disabled={text.trim() === ''}
            onClick={() => void start()}
          >
            {words.importStart}
          </Button>
        </div>
      </div>
    </Modal>
  );
});

function RefusedLines(props: { readonly report: ListImportReport }): ReactElement {
  const words = useWords().messages.lists;
  const { refused, refusedCount } = props.report;
  return (
    <ul className="refused-lines">
      {refused.map((line) => (
        <li key={line.lineNo}>
          <span className="faint">{words.importLine(line.lineNo)}</span>
          <code>{line.text}</code>
          <span>{line.problem === undefined ? words.refusals[line.why] : words.problems[line.problem]}</span>
        </li>
      ))}
      {refusedCount > refused.length && <li className="faint">{words.importMore(refusedCount - refused.length)}</li>}
    </ul>
  );
}
