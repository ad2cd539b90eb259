import { Button, Input, Modal } from 'antd';
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../components/seat-words.ts';

/** The frame of a dialog for something with a name: fields in, what is wrong below them, apply and cancel. */
export function DatedDialog(props: {
  readonly title: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly children: ReactNode;
  /** What is wrong with what was filled in, looked for when it is to be applied. */
  readonly trouble: () => string | undefined;
  readonly onApply: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const [trouble, setTrouble] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = props.name.trim() === '' ? words.days.noName : props.trouble();
    setTrouble(found);
    if (found === undefined) props.onApply();
  };
  return (
    <Modal open title={props.title} footer={false} onCancel={props.onClose} width={480}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.days.name}>
          <Input autoFocus maxLength={60} value={props.name} onChange={(event) => props.onName(event.target.value)} />
        </Field>
        {props.children}
        <p role="alert" className="error-line">
          {trouble}
        </p>
        <div className="dialog-keys">
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {words.days.apply}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

export function DateField(props: {
  readonly label: string;
  readonly date: string;
  readonly onChange: (date: string) => void;
}): ReactElement {
  return (
    <Field label={props.label}>
      <Input
        type="date"
        min="2000-01-01"
        max="2100-12-31"
        value={props.date}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  );
}
