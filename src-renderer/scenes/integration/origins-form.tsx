import { Button, Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import { pageOriginSchema } from '../../../src-main/contract/click-to-dial.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';

/** Sites whose pages may dial, one a line, and the line that such a page loads. */
export const OriginsForm = observer(function OriginsForm(): ReactElement {
  const { clickToDial } = useSeat().root;
  const words = useWords().messages.integration;
  const [typed, setTyped] = useState<string>();
  const [saved, setSaved] = useState(false);
  useEffect(() => void clickToDial.loadOrigins(), [clickToDial]);
  const text = typed ?? clickToDial.origins?.join('\n') ?? '';
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = lines.find((line) => !pageOriginSchema.safeParse(line).success);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wrong !== undefined) return;
    void clickToDial.setOrigins(lines).then((kept) => {
      setSaved(kept);
      if (kept) setTyped(undefined);
    });
  };
  return (
    <form className="origins-form" onSubmit={submit}>
      <p className="faint">{words.origins.lead}</p>
      {clickToDial.origins?.length === 0 && typed === undefined && <p className="empty">{words.origins.empty}</p>}
      <Field label={words.origins.label} hint={words.origins.hint}>
        <Input.TextArea
          rows={5}
          value={text}
          disabled={clickToDial.origins === undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setSaved(false);
          }}
        />
      </Field>
      <p className="error-line" role="alert">
        {wrong !== undefined && words.origins.invalid(wrong)}
      </p>
      <ErrorLine error={clickToDial.error} />
      <div className="form-keys">
        <Button
          type="primary"
          htmlType="submit"
          loading={clickToDial.busy}
          disabled={typed === undefined || wrong !== undefined}
        >
          {words.save}
        </Button>
        <span role="status" className="faint">
          {saved && words.origins.saved}
        </span>
      </div>
      <p className="faint">{words.origins.embed}</p>
      <code className="embed-line">{`<script src="${location.origin}/click-to-dial.js"></script>`}</code>
    </form>
  );
});
