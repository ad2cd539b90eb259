import { Button, Input, Popover } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { CallId } from '../../../src-main/contract/ids.ts';
import { BarKey } from '../../components/bar-key.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** 转走: the call that rings here goes to another number, unanswered. */
export const DeflectKey = observer(function DeflectKey(props: { readonly callId: CallId }): ReactElement | undefined {
  const { root, actions } = useSeat();
  const { callKeys } = useWords().messages;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { callId } = props;
  if (!root.commands.mayCall('call.deflect', callId)) return undefined;
  const number = text.replace(/[ -]/g, '');
  const go = (): void => {
    if (!/^[0-9*#+]+$/.test(number)) return;
    setOpen(false);
    actions.calls.deflect(callId, number);
  };
  return (
    <Popover
      open={open}
      trigger="click"
      placement="bottom"
      onOpenChange={setOpen}
      content={
        <div className="deflect-choice" role="dialog" aria-label={callKeys.deflect}>
          <span className="faint">{callKeys.deflectHint}</span>
          <Input
            value={text}
            maxLength={32}
            placeholder={callKeys.placeholder}
            aria-label={callKeys.placeholder}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={go}
          />
          <Button type="primary" disabled={number === ''} onClick={go}>
            {callKeys.deflectGo}
          </Button>
        </div>
      }
    >
      <span>
        <BarKey
          glyph="transfer"
          word={callKeys.deflect}
          keys=""
          pending={root.commands.isPending('call.deflect', callId)}
          onPress={() => undefined}
        />
      </span>
    </Popover>
  );
});
