import { observer } from 'mobx-react-lite';
import type { FormEvent, ReactElement } from 'react';
import { BarKey } from '../../components/bar-key.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { DIAL_INPUT_ID } from './dial-input-id.ts';

/** The number box of the idle bar; Enter inside it dials, and only there. */
export const DialBox = observer(function DialBox(): ReactElement {
  const { root, actions } = useSeat();
  const { messages } = useWords();
  const { commands, ui } = root;
  if (!commands.mayAgent('call.make')) return <span className="bar-rest">{messages.bar.noCall}</span>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    actions.dial();
  };
  return (
    <form className="dial-box" onSubmit={submit}>
      <input
        id={DIAL_INPUT_ID}
        type="tel"
        autoComplete="off"
        maxLength={32}
        placeholder={messages.bar.dialPlaceholder}
        aria-label={messages.bar.dialPlaceholder}
        value={ui.dialText}
        onChange={(event) => ui.setDialText(event.target.value.replace(/[^0-9*#+\- ]/g, ''))}
      />
      <BarKey
        glyph="phone"
        word={messages.bar.dial}
        keys="F3"
        pending={commands.isPending('call.make')}
        onPress={() => (ui.dialText.trim() === '' ? actions.perform({ kind: 'focusDial' }) : actions.dial())}
      />
    </form>
  );
});
