import { Button, Dropdown, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallView } from '../../../src-main/contract/call-model.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { JoinMode } from '../../stores/call-actions.ts';
import { useSeat } from '../seat-context.ts';

const MODES: readonly JoinMode[] = ['listen', 'whisper', 'barge', 'intercept'];

/** What who oversees can do with a call of others: 监听, 耳语, 插话, 拦截, 强拆. A press opens nothing of the row. */
export const LiveKeys = observer(function LiveKeys(props: { readonly call: CallView }): ReactElement | undefined {
  const { root, actions } = useSeat();
  const { callKeys } = useWords().messages;
  const { callId } = props.call;
  const mayJoin = root.commands.mayCall('call.join', callId);
  const mayClear = root.commands.mayCall('call.clear', callId);
  if (!mayJoin && !mayClear) return undefined;
  const items = MODES.map((mode) => ({
    key: mode,
    label: callKeys.join[mode],
    onClick: () => actions.calls.join(callId, mode),
  }));
  return (
    // The row opens its call on a press; a key of the row does what it says.
    <span
      className="live-keys"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {mayJoin && (
        <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
          <Button
            size="small"
            loading={root.commands.isPending('call.join', callId)}
            icon={<Glyph name="ear" size={15} />}
          >
            {callKeys.joinKeys}
          </Button>
        </Dropdown>
      )}
      {mayClear && (
        <Popconfirm
          title={callKeys.clearConfirm}
          okText={callKeys.clearYes}
          cancelText={callKeys.keepCall}
          okButtonProps={{ danger: true }}
          onConfirm={() => actions.calls.clear(callId)}
        >
          <Button size="small" danger loading={root.commands.isPending('call.clear', callId)}>
            {callKeys.clear}
          </Button>
        </Popconfirm>
      )}
    </span>
  );
});
