import { Popover } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { BarKey } from '../../components/bar-key.tsx';
import { Keypad } from '../../components/keypad.tsx';
import { useWords } from '../../components/seat-words.ts';
import { wantsReady } from '../../stores/seat-actions.ts';
import { useSeat } from '../seat-context.ts';
import { ConferenceKey, HoldKey, MoreKeys, TransferKey } from './call-keys.tsx';

/** The keys that the server would accept now, always in the same order. */
export const BarKeys = observer(function BarKeys(): ReactElement {
  const { root, actions } = useSeat();
  const { messages } = useWords();
  const { commands, calls, agents, hangUpGuard } = root;
  const words = messages.bar;
  const answerable = calls.own.find((call) => commands.mayCall('call.answer', call.callId));
  const hangable = calls.own.find((call) => commands.mayCall('call.hangUp', call.callId));
  const armed = hangable !== undefined && hangUpGuard.armedFor === hangable.callId;
  const ready = wantsReady(agents.me);
  return (
    <div className="bar-keys" role="toolbar" aria-label={words.label}>
      {answerable && (
        <BarKey
          glyph="phone"
          word={words.answer}
          keys="F2"
          tone="go"
          pending={commands.isPending('call.answer', answerable.callId)}
          onPress={() => actions.answer()}
        />
      )}
      {hangable && (
        <BarKey
          glyph="hangUp"
          word={armed ? words.hangUpAgain : words.hangUp}
          keys={armed ? 'F4' : 'F4 F4'}
          tone={armed ? 'armed' : 'stop'}
          pending={commands.isPending('call.hangUp', hangable.callId)}
          onPress={() => actions.hangUp()}
        />
      )}
      <HoldKey />
      <TransferKey />
      <ConferenceKey />
      <KeypadKey />
      <MoreKeys />
      {commands.mayAgent('agent.setReady') && (
        <BarKey
          glyph={ready ? 'notReady' : 'ready'}
          word={ready ? words.notReady : words.ready}
          keys="F9"
          pending={commands.isPending('agent.setReady')}
          onPress={() => actions.toggleReady()}
        />
      )}
    </div>
  );
});

const KeypadKey = observer(function KeypadKey(): ReactElement | undefined {
  const { root, actions } = useSeat();
  const { bar } = useWords().messages;
  const { commands, calls, ui } = root;
  const talking = calls.own.find((call) => commands.mayCall('call.sendDigits', call.callId));
  if (talking === undefined) return undefined;
  return (
    <Popover
      open={ui.keypadOpen}
      trigger="click"
      placement="bottom"
      onOpenChange={(open) => ui.setKeypadOpen(open)}
      content={
        <Keypad
          key={talking.callId}
          label={bar.keypad}
          sentLabel={bar.sent}
          takeFocus={ui.keypadOpen}
          onDigit={(digit) => actions.sendDigits(digit)}
          onClose={() => ui.setKeypadOpen(false)}
        />
      }
    >
      <span>
        <BarKey glyph="keypad" word={bar.sendDigits} keys="F10" pressed={ui.keypadOpen} onPress={() => undefined} />
      </span>
    </Popover>
  );
});
