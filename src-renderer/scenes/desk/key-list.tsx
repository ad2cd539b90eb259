import { Modal } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { KeyHint } from '../../components/key-hint.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** The list that `?` opens. */
export const KeyList = observer(function KeyList(): ReactElement {
  const { ui } = useSeat().root;
  const { keys: words } = useWords().messages;
  const rows: readonly (readonly [string, string])[] = [
    ['F2', words.answer],
    ['F3', words.dial],
    ['F4 F4', words.hangUp],
    ['F6', words.hold],
    ['F7', words.transfer],
    ['F8', words.conference],
    ['F9', words.ready],
    ['F10', words.keypad],
    ['Alt 1…9', words.panel],
    ['?', words.help],
    ['↑ ↓', words.list],
    ['Space', words.player],
  ];
  return (
    <Modal open={ui.keysOpen} title={words.title} footer={false} onCancel={() => ui.setKeysOpen(false)} width={460}>
      <dl className="key-list">
        {rows.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">{words.note}</p>
    </Modal>
  );
});
