import { Button, Drawer, Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import type { ErrorBody } from '../../../src-main/contract/error-codes.ts';
import { Field } from '../../components/field.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { Result } from '../../transport/foundation.ts';

/** A form at the side: name, fields, what the result means in words, and saving with its refusal beside the key. */
export const RuleDrawer = observer(function RuleDrawer(props: {
  readonly heading: string;
  readonly title: string;
  /** The rule in words as it stands now; undefined while something is missing. */
  readonly summary: string | undefined;
  readonly onTitle: (title: string) => void;
  /** Undefined while the form cannot be saved. */
  readonly save: (() => Promise<Result<unknown, ErrorBody>>) | undefined;
  /** Everything that was filled in: what differs from the beginning is not thrown away without a question. */
  readonly form: unknown;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { heading, title, summary, save, onClose } = props;
  const { messages } = useWords();
  const words = messages.rules;
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [before] = useState(() => JSON.stringify([title, props.form]));
  const [leaving, setLeaving] = useState(false);
  const leave = (): void => (JSON.stringify([title, props.form]) === before ? onClose() : setLeaving(true));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() === '') return setProblem(words.nameNeeded);
    if (save === undefined) return setProblem(messages.codes.errors['request/invalid']);
    setSaving(true);
    setProblem(undefined);
    void save().then((done) => {
      setSaving(false);
      if (done.ok) onClose();
      else setProblem(messages.codes.errors[done.error.code]);
    });
  };
  return (
    <Drawer open title={heading} size={560} onClose={leave} destroyOnHidden>
      <form className="rule-form" onSubmit={submit}>
        <Field label={words.name}>
          <Input autoFocus maxLength={60} value={title} onChange={(event) => props.onTitle(event.target.value)} />
        </Field>
        {props.children}
        {summary !== undefined && (
          <p className="rule-summary" role="status">
            <small className="faint">{words.summary}</small>
            {summary}
          </p>
        )}
        <p className="error-line" role="alert">
          {problem !== undefined && (
            <>
              <Glyph name="warning" /> {problem}
            </>
          )}
        </p>
        <div className="form-keys">
          <Button type="primary" htmlType="submit" loading={saving}>
            {saving ? words.saving : words.save}
          </Button>
          <Button onClick={leave}>{words.cancel}</Button>
        </div>
        {leaving && (
          <div className="form-keys form-leaving" role="alertdialog" aria-label={words.unsaved}>
            <Glyph name="warning" /> {words.unsaved}
            <Button autoFocus onClick={() => setLeaving(false)}>
              {words.goOn}
            </Button>
            <Button danger onClick={onClose}>
              {words.discard}
            </Button>
          </div>
        )}
      </form>
    </Drawer>
  );
});
