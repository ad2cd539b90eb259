import { Dropdown, Popover, type MenuProps } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { BarKey } from '../../components/bar-key.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { Picker } from '../../stores/ui-store.ts';
import { useFollowItems } from '../follow/use-follow-items.ts';
import { useSeat } from '../seat-context.ts';
import { TargetPicker } from './target-picker.tsx';
import { useRecordingItems } from './use-recording-items.ts';

/** 保持 / 接回: one key with two words. */
export const HoldKey = observer(function HoldKey(): ReactElement | undefined {
  const { root, actions } = useSeat();
  const { callKeys } = useWords().messages;
  const held = actions.calls.callFor('call.reconnect') ?? actions.calls.callFor('call.retrieve');
  const call = held ?? actions.calls.callFor('call.hold');
  if (call === undefined) return undefined;
  const pending = (['call.reconnect', 'call.retrieve', 'call.hold'] as const).some((name) =>
    root.commands.isPending(name, call.callId),
  );
  return (
    <BarKey
      glyph={held === undefined ? 'hold' : 'retrieve'}
      word={held === undefined ? callKeys.hold : callKeys.retrieve}
      keys="F6"
      pending={pending}
      onPress={() => actions.calls.holdOrRetrieve()}
    />
  );
});

/** 转移 | 完成, the two-step key that staff know. */
export const TransferKey = observer(function TransferKey(): ReactElement | undefined {
  const { actions } = useSeat();
  const { callKeys } = useWords().messages;
  if (actions.calls.callFor('call.completeTransfer') !== undefined) {
    return (
      <BarKey glyph="ready" word={callKeys.transferDone} keys="F7" tone="go" onPress={() => actions.calls.transfer()} />
    );
  }
  if (actions.calls.callFor('call.transfer') === undefined) return undefined;
  return <PickerKey picker="transfer" word={callKeys.transfer} keys="F7" />;
});

/** 会议 | 完成. */
export const ConferenceKey = observer(function ConferenceKey(): ReactElement | undefined {
  const { actions } = useSeat();
  const { callKeys } = useWords().messages;
  if (actions.calls.callFor('call.completeConference') !== undefined) {
    return (
      <BarKey
        glyph="conference"
        word={callKeys.conferenceDone}
        keys="F8"
        tone="go"
        onPress={() => actions.calls.conference()}
      />
    );
  }
  if (actions.calls.callFor('call.invite') === undefined) return undefined;
  return <PickerKey picker="conference" word={callKeys.conference} keys="F8" />;
});

const PickerKey = observer(function PickerKey(props: {
  readonly picker: Picker;
  readonly word: string;
  readonly keys: string;
}): ReactElement {
  const { ui } = useSeat().root;
  const { picker, word, keys } = props;
  const isOpen = ui.picker === picker;
  return (
    <Popover
      open={isOpen}
      trigger="click"
      placement="bottom"
      onOpenChange={(open) => {
        if (open !== isOpen) ui.togglePicker(picker);
      }}
      // A popover without any content does not tell that it was clicked.
      content={<div className="target-room">{isOpen && <TargetPicker picker={picker} />}</div>}
    >
      <span>
        <BarKey glyph={picker} word={word} keys={keys} pressed={isOpen} onPress={() => undefined} />
      </span>
    </Popover>
  );
});

/** What is pressed more rarely: follow-me, the recording, parking, taking parked calls, and picking up for a colleague. */
export const MoreKeys = observer(function MoreKeys(): ReactElement | undefined {
  const { root, actions } = useSeat();
  const { callKeys } = useWords().messages;
  const { calls, commands } = root;
  const follow = useFollowItems();
  const recording = useRecordingItems();
  const parkable = actions.calls.callFor('call.park') !== undefined;
  const parked = commands.mayAgent('call.retrieveParked') ? calls.parked : [];
  const items: NonNullable<MenuProps['items']> = [
    ...follow.items,
    ...recording.items,
    ...(parkable ? [{ key: 'park', label: callKeys.park }] : []),
    ...(commands.mayAgent('call.pickup') ? [{ key: 'pickUp', label: callKeys.pickUp }] : []),
    ...parked.map(({ parkSlot = '' }) => ({ key: `parked/${parkSlot}`, label: callKeys.retrieveParked(parkSlot) })),
  ];
  if (items.length === 0) return undefined;
  const onClick = ({ key }: { readonly key: string }): void => {
    if (follow.press(key) || recording.press(key)) return;
    if (key === 'park') actions.calls.park();
    else if (key === 'pickUp') actions.calls.pickUp();
    else actions.calls.retrieveParked(key.replace('parked/', ''));
  };
  return (
    <Dropdown menu={{ items, onClick }} trigger={['click']} placement="bottomRight">
      <span>
        <BarKey glyph="more" word={callKeys.more} keys="" onPress={() => undefined} />
      </span>
    </Dropdown>
  );
});
