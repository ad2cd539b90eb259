import { Button, Input, Modal, Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import { listKindSchema, type ListKind, type NumberListInput } from '../../../../src-main/contract/number-lists.ts';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { ListKindChip } from './list-kind.tsx';

/** Name and kind of a list; closes when the server has taken them. */
export const ListDialog = observer(function ListDialog(props: {
  readonly heading: string;
  readonly list?: NumberListInput;
  readonly onApply: (input: NumberListInput) => Promise<boolean>;
  readonly onClose: () => void;
}): ReactElement {
  const { numberLists } = useSeat().root;
  const { messages } = useWords();
  const words = messages.lists;
  const [title, setTitle] = useState(props.list?.title ?? '');
  const [kind, setKind] = useState<ListKind>(props.list?.kind ?? 'custom');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() === '') return;
    void props.onApply({ title, kind }).then((done) => done && props.onClose());
  };
  const { refused, pending } = numberLists;
  return (
    <Modal open title={props.heading} footer={false} onCancel={props.onClose} width={460}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.title}>
          <Input autoFocus maxLength={60} value={title} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label={words.kind} hint={words.kindHints[kind]}>
          <Segmented<ListKind>
            value={kind}
            options={listKindSchema.options.map((value) => ({ value, label: <ListKindChip kind={value} /> }))}
            onChange={setKind}
          />
        </Field>
        <p role="alert" className="error-line">
          {refused === undefined ? '' : messages.codes.errors[refused.code]}
        </p>
        <div className="dialog-keys">
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={pending} disabled={title.trim() === ''}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
});
