import { Button, Input, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ChangeEvent, type ReactElement } from 'react';
import type { ErrorBody } from '../../../src-main/contract/error-codes.ts';
import type { ImportReport } from '../../../src-main/contract/routing-requests.ts';
import { Glyph } from '../../components/glyph.tsx';
import type { Result } from '../../transport/foundation.ts';
import { useSeat } from '../seat-context.ts';
import { useMayEdit, useRuleWords } from './use-rule-words.ts';

/** All rules as one text: out for everybody here, in for administrators, checked before anything is replaced. */
export const ExchangeTab = observer(function ExchangeTab(): ReactElement {
  const { routing } = useSeat().root;
  const { messages } = useRuleWords();
  const words = messages.rules.exchange;
  const mayEdit = useMayEdit();
  const [said, setSaid] = useState('');
  const exported = async (use: (text: string) => void | Promise<void>): Promise<void> => {
    const text = await routing.exportText();
    if (text.ok) await use(text.value);
    else setSaid(messages.codes.errors[text.error.code]);
  };
  return (
    <section className="routing-tab">
      <p className="faint">{words.lead}</p>
      <div className="form-keys">
        <Button icon={<Glyph name="download" />} onClick={() => void exported(download)}>
          {words.download}
        </Button>
        <Button
          icon={<Glyph name="copy" />}
          onClick={() =>
            void exported(async (text) => {
              await navigator.clipboard.writeText(text);
              setSaid(words.copied);
            })
          }
        >
          {words.copy}
        </Button>
        <span role="status" className="faint">
          {said}
        </span>
      </div>
      {mayEdit && <Import />}
    </section>
  );
});

const Import = observer(function Import(): ReactElement {
  const { routing } = useSeat().root;
  const { messages } = useRuleWords();
  const words = messages.rules.exchange;
  const [text, setText] = useState('');
  const [report, setReport] = useState<Result<ImportReport, ErrorBody>>();
  const take = (next: string): void => {
    setText(next);
    setReport(undefined);
  };
  const ask = (apply: boolean): void => void routing.importText(text, apply).then(setReport);
  const readFile = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? [];
    if (file !== undefined) void file.text().then(take);
    event.target.value = '';
  };
  const mayApply = report?.ok === true && report.value.problems.length === 0 && report.value.changes.length > 0;
  return (
    <div className="routing-import">
      <h2>{words.importTitle}</h2>
      <p className="faint">{words.importHint}</p>
      <label className="file-key">
        <input type="file" accept=".json,.txt,application/json,text/plain" onChange={readFile} />
        <span>{words.chooseFile}</span>
      </label>
      <Input.TextArea
        aria-label={words.importTitle}
        rows={9}
        spellCheck={false}
        value={text}
        onChange={(event) => take(event.target.value)}
      />
      <div className="form-keys">
        <Button type={mayApply ? 'default' : 'primary'} disabled={text.trim() === ''} onClick={() => ask(false)}>
          {words.check}
        </Button>
        <Popconfirm
          title={words.applyConfirm}
          okText={words.apply}
          cancelText={messages.rules.cancel}
          onConfirm={() => ask(true)}
          disabled={!mayApply || report.value.applied}
        >
          <Button type="primary" danger disabled={!mayApply || report.value.applied}>
            {words.apply}
          </Button>
        </Popconfirm>
      </div>
      <div role="status">{report !== undefined && <Report report={report} />}</div>
    </div>
  );
});

function Report(props: { readonly report: Result<ImportReport, ErrorBody> }): ReactElement {
  const { messages } = useRuleWords();
  const { rules } = messages;
  const { report } = props;
  if (!report.ok) return <p className="error-line">{messages.codes.errors[report.error.code]}</p>;
  const { problems, changes, applied } = report.value;
  if (problems.length > 0) {
    return (
      <>
        <p className="error-line">
          <Glyph name="warning" /> {rules.exchange.problems(problems.length)}
        </p>
        <ul className="import-lines">
          {problems.slice(0, 50).map(({ place, problem }) => (
            <li key={`${place} ${problem}`}>
              <code>{place}</code> {problem}
            </li>
          ))}
        </ul>
      </>
    );
  }
  if (changes.length === 0) return <p>{rules.exchange.nothingChanges}</p>;
  return (
    <>
      <p>
        {applied && <Glyph name="ready" />}{' '}
        {applied ? rules.exchange.applied : rules.exchange.willChange(changes.length)}
      </p>
      <ul className="import-lines">
        {changes.map(({ what, id, title, change }) => (
          <li key={`${what} ${id}`}>
            <span className={`pill import-${change}`}>{rules.changes[change]}</span> {rules.parts[what]} {title}
          </li>
        ))}
      </ul>
    </>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'trunkline-routing.json';
  link.click();
  URL.revokeObjectURL(address);
}
