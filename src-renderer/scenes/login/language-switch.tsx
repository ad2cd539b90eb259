import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { Locale } from '../../../src-main/contract/users.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** Switches at once; its word is the other language's own name. */
export const LanguageSwitch = observer(function LanguageSwitch(): ReactElement {
  const { ui, session } = useSeat().root;
  const { messages } = useWords();
  const other: Locale = ui.locale === 'zh-CN' ? 'en' : 'zh-CN';
  const change = (): void => {
    ui.prefer({ locale: other });
    void session.rememberLocale(other);
  };
  return (
    <button type="button" className="quiet-key" lang={other} onClick={change}>
      {messages.menu.language}
    </button>
  );
});
