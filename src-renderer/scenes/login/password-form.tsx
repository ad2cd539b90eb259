import { Button, Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';

/** Changing one's own password: forced at the first sign-in, by choice later. */
export const PasswordForm = observer(function PasswordForm(props: {
  readonly forced: boolean;
  readonly onDone?: () => void;
}): ReactElement {
  const { session } = useSeat().root;
  const words = useWords().messages.login;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const differ = repeat !== '' && repeat !== next;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (current === '' || next === '' || next !== repeat || session.busy) return;
    void session.changePassword(current, next).then((changed) => changed && props.onDone?.());
  };
  const fields = [
    { name: 'current', label: words.current, value: current, set: setCurrent, fill: 'current-password' },
    { name: 'next', label: words.next, value: next, set: setNext, fill: 'new-password' },
    { name: 'repeat', label: words.repeat, value: repeat, set: setRepeat, fill: 'new-password' },
  ];
  return (
    <form onSubmit={submit} className="login-form">
      {props.forced && (
        <div>
          <h1>{words.changeTitle}</h1>
          <p className="faint">{words.changeLead}</p>
        </div>
      )}
      {fields.map((field, index) => (
        <Field key={field.name} label={field.label}>
          <Input.Password
            size="large"
            name={field.name}
            autoComplete={field.fill}
            autoFocus={index === 0}
            maxLength={256}
            value={field.value}
            onChange={(event) => field.set(event.target.value)}
          />
        </Field>
      ))}
      {differ && <p className="error-line">{words.mismatch}</p>}
      <ErrorLine />
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        loading={session.busy}
        disabled={next === '' || next !== repeat}
        block
      >
        {words.changeSubmit}
      </Button>
      {props.forced && (
        <Button type="link" onClick={() => void session.signOut()}>
          {words.signOut}
        </Button>
      )}
    </form>
  );
});
