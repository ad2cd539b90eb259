import { Button, Input, Modal } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import type { ListEntryView, NumberListId } from '../../../../src-main/contract/number-lists.ts';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { dateOfExpiry, expiryOfDate } from './expiry.ts';
import { refusedEntryText } from './refused-text.ts';

/** A number or a pattern, how long it counts, and why; closes when the server has taken it. */
export const EntryDialog = observer(function EntryDialog(props: {
  readonly listId: NumberListId;
  /** Absent for a new one. */
  readonly entry?: ListEntryView;
  readonly onClose: () => void;
}): ReactElement {
  const { numberLists } = useSeat().root;
  const { messages } = useWords();
  const words = messages.lists;
  const { listId, entry, onClose } = props;
  const [pattern, setPattern] = useState(entry?.pattern ?? '');
  const [date, setDate] = useState(dateOfExpiry(entry?.expiresAt));
  const [reason, setReason] = useState(entry?.reason ?? '');
  useEffect(() => {
    numberLists.dismiss();
    return () => numberLists.dismiss();
  }, [numberLists]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pattern.trim() === '') return;
    const expiresAt = expiryOfDate(date);
    const input = { pattern, reason, ...(expiresAt === undefined ? {} : { expiresAt }) };
    const asked = entry === undefined ? numberLists.addEntry(listId, input) : numberLists.changeEntry(entry, input);
    void asked.then((done) => done && onClose());
  };
  const { refused, pending } = numberLists;
  return (
    <Modal open title={entry === undefined ? words.add : words.edit} footer={false} onCancel={onClose} width={480}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.pattern}>
          <Input autoFocus maxLength={64} value={pattern} onChange={(event) => setPattern(event.target.value)} />
        </Field>
        <small className="faint">{words.patternHint}</small>
        <Field label={words.expires} hint={words.expiresHint}>
          <Input type="date" max="2100-12-31" value={date} onChange={(event) => setDate(event.target.value)} />
        </Field>
        <Field label={words.reason}>
          <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <p role="alert" className="error-line">
          {refused === undefined ? '' : refusedEntryText(refused, messages)}
        </p>
        <div className="dialog-keys">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={pending} disabled={pattern.trim() === ''}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
});
