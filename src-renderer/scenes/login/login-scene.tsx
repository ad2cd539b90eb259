import { Button, Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { Glyph } from '../../components/glyph.tsx';
import { stationNoSchema } from '../../../src-main/contract/users.ts';
import { useSeat } from '../seat-context.ts';
import { ErrorLine } from './error-line.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PasswordForm } from './password-form.tsx';

/** Before the seat is taken: signing in, or the forced change of the first password. */
export const LoginScene = observer(function LoginScene(): ReactElement {
  const { session } = useSeat().root;
  const { messages } = useWords();
  return (
    <main className="login">
      <section className="login-card" aria-busy={session.busy}>
        <header className="login-head">
          <span className="brand">
            <Glyph name="headset" size={26} />
            {messages.product}
          </span>
          <LanguageSwitch />
        </header>
        {session.phase === 'checking' && <p className="faint">{messages.login.checking}</p>}
        {session.phase === 'signedOut' && <SignInForm />}
        {session.phase === 'mustChangePassword' && <PasswordForm forced />}
      </section>
    </main>
  );
});

const SignInForm = observer(function SignInForm(): ReactElement {
  const { session, ui } = useSeat().root;
  const { messages } = useWords();
  const words = messages.login;
  const [login, setLogin] = useState(ui.preferences.lastLogin);
  const [password, setPassword] = useState('');
  const [stationNo, setStationNo] = useState(ui.preferences.lastStationNo);
  const stationWrong = stationNo !== '' && !stationNoSchema.safeParse(stationNo).success;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (login === '' || password === '' || stationWrong || session.busy) return;
    ui.prefer({ lastLogin: login, lastStationNo: stationNo });
    void session.signIn({ login, password, ...(stationNo === '' ? {} : { stationNo }) });
  };
  return (
    <form onSubmit={submit} className="login-form">
      <div>
        <h1>{words.title}</h1>
        <p className="faint">{words.lead}</p>
      </div>
      <Field label={words.login}>
        <Input
          size="large"
          name="login"
          autoComplete="username"
          autoFocus={login === ''}
          value={login}
          maxLength={64}
          onChange={(event) => setLogin(event.target.value)}
        />
      </Field>
      <Field label={words.password}>
        <Input.Password
          size="large"
          name="password"
          autoComplete="current-password"
          autoFocus={login !== ''}
          value={password}
          maxLength={256}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Field label={words.station} hint={words.stationHint}>
        <Input
          size="large"
          name="station"
          inputMode="numeric"
          autoComplete="off"
          value={stationNo}
          maxLength={6}
          {...(stationWrong ? { status: 'error' as const } : {})}
          onChange={(event) => setStationNo(event.target.value.trim())}
        />
      </Field>
      <ErrorLine />
      <Button type="primary" size="large" htmlType="submit" loading={session.busy} block>
        {session.busy ? words.submitting : words.submit}
      </Button>
    </form>
  );
});
