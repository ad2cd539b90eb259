import { Button, Checkbox, Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import {
  webhookDraftSchema,
  webhookKindSchema,
  type Webhook,
  type WebhookDraft,
} from '../../../src-main/contract/webhooks.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';
import { kindWord } from './kind-word.ts';

const KINDS = webhookKindSchema.options;
const EMPTY: WebhookDraft = { title: '', address: '', kinds: ['Delivered', 'Established', 'CallCleared'] };

/** Where to, and what: the events by their CSTA names with a word beside each. */
export const WebhookForm = observer(function WebhookForm(props: {
  /** Absent for a new one. */
  readonly webhook: Webhook | undefined;
  readonly onDone: () => void;
}): ReactElement {
  const { webhooks } = useSeat().root;
  const { messages } = useWords();
  const words = messages.integration;
  const { webhook } = props;
  const [draft, setDraft] = useState<WebhookDraft>(
    webhook === undefined ? EMPTY : { title: webhook.title, address: webhook.address, kinds: webhook.kinds },
  );
  const isComplete = webhookDraftSchema.safeParse(draft).success;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isComplete) return;
    const kept = webhook === undefined ? webhooks.create(draft) : webhooks.change(webhook.webhookId, draft);
    void kept.then((done) => done && props.onDone());
  };
  return (
    <form className="integration-form" onSubmit={submit}>
      <Field label={words.name}>
        <Input
          autoFocus
          maxLength={80}
          value={draft.title}
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
      </Field>
      <Field label={words.webhooks.address} hint={words.webhooks.addressHint}>
        <Input
          type="url"
          maxLength={500}
          placeholder="https://crm.example/trunkline"
          value={draft.address}
          onChange={(event) => setDraft({ ...draft, address: event.target.value.trim() })}
        />
      </Field>
      <fieldset className="kind-list">
        <legend className="field-label">{words.webhooks.kinds}</legend>
        <Checkbox
          checked={draft.kinds.length === KINDS.length}
          indeterminate={draft.kinds.length > 0 && draft.kinds.length < KINDS.length}
          onChange={(event) => setDraft({ ...draft, kinds: event.target.checked ? [...KINDS] : [] })}
        >
          {words.webhooks.allKinds}
        </Checkbox>
        <Checkbox.Group
          className="kind-boxes"
          value={draft.kinds}
          options={KINDS.map((value) => ({ value, label: kindWord(value, messages) }))}
          onChange={(kinds) => setDraft({ ...draft, kinds })}
        />
      </fieldset>
      <ErrorLine error={webhooks.error} />
      <div className="form-keys">
        <Button
          type="primary"
          htmlType="submit"
          loading={webhooks.pending === 'create' || webhooks.pending === 'change'}
          disabled={!isComplete}
        >
          {words.save}
        </Button>
        <Button onClick={props.onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
});
