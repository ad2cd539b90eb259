import { Dropdown, type MenuProps } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { BAR_PATH } from '../../stores/ui-store.ts';
import { LanguageSwitch } from '../login/language-switch.tsx';
import { useSeat } from '../seat-context.ts';
import { VoicemailMark } from '../voicemail/voicemail-mark.tsx';

/** At the right end of the bar: ringer, keys, language, and the user's own menu. */
export const BarMenu = observer(function BarMenu(): ReactElement {
  const { session, ui } = useSeat().root;
  const { messages } = useWords();
  const words = messages.bar;
  const { muted } = ui.preferences;
  const name = session.user?.displayName ?? '';
  const menu: MenuProps = {
    items: [
      { key: 'role', label: session.user && `${name} · ${messages.codes.roles[session.user.role]}`, disabled: true },
      { key: 'openBar', label: messages.menu.openBar },
      { key: 'dialling', label: messages.integration.dialling.menu },
      { key: 'password', label: messages.menu.password },
      { type: 'divider' },
      { key: 'signOut', label: messages.menu.signOut },
    ],
    onClick: ({ key }) => {
      if (key === 'openBar') window.open(BAR_PATH, 'trunkline-bar', 'popup,width=760,height=60');
      if (key === 'dialling') ui.setChoosingDialling(true);
      if (key === 'password') ui.setChangingPassword(true);
      if (key === 'signOut') void session.signOut();
    },
  };
  return (
    <div className="bar-menu">
      <VoicemailMark />
      <button
        type="button"
        className="bar-icon"
        aria-pressed={muted}
        title={muted ? words.unmute : words.mute}
        aria-label={muted ? words.unmute : words.mute}
        onClick={() => ui.prefer({ muted: !muted })}
      >
        <Glyph name={muted ? 'muted' : 'sound'} size={18} />
      </button>
      <button
        type="button"
        className="bar-icon"
        title={`${words.keys} (?)`}
        aria-label={words.keys}
        onClick={() => ui.setKeysOpen(true)}
      >
        <Glyph name="help" size={18} />
      </button>
      <LanguageSwitch />
      <Dropdown menu={menu} trigger={['click']} placement="bottomRight">
        <button type="button" className="bar-user" aria-label={words.menu}>
          <Glyph name="user" size={18} />
          <span className="bar-user-name">{name}</span>
        </button>
      </Dropdown>
    </div>
  );
});
