import { Button, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type ReactElement } from 'react';
import type { FlowId } from '../../../src-main/contract/ids.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** 转IVR: which voice flow the caller is sent to, for good or to come back afterwards (挂起转). */
export const FlowPicker = observer(function FlowPicker(): ReactElement {
  const { root, actions } = useSeat();
  const { callKeys, codes } = useWords().messages;
  const text = callKeys.flow;
  const [chosen, setChosen] = useState<FlowId>();
  const { flows, error } = root.flows;
  // A flow may have been published since the choice was open last.
  useEffect(() => void root.flows.load(), [root]);
  const only = flows?.length === 1 ? flows[0]?.flowId : undefined;
  const flowId = chosen ?? only;
  const send = (back: boolean): void => {
    if (flowId !== undefined) actions.calls.sendToFlow(flowId, back);
  };
  return (
    <div className="target-flow" role="group" aria-label={text.title}>
      <strong>{text.title}</strong>
      {error !== undefined && <p className="faint">{codes.errors[error.code]}</p>}
      {flows?.length === 0 ? (
        <p className="faint">{text.none}</p>
      ) : (
        <div className="target-ways">
          <Select<FlowId>
            className="target-flow-choice"
            size="small"
            showSearch={{ optionFilterProp: 'label' }}
            loading={flows === undefined && error === undefined}
            placeholder={text.choose}
            aria-label={text.choose}
            {...(flowId !== undefined && { value: flowId })}
            options={(flows ?? []).map((flow) => ({ value: flow.flowId, label: flow.title }))}
            onChange={setChosen}
          />
          <Button size="small" disabled={flowId === undefined} title={text.awayHint} onClick={() => send(false)}>
            {text.away}
          </Button>
          <Button size="small" disabled={flowId === undefined} title={text.backHint} onClick={() => send(true)}>
            {text.back}
          </Button>
        </div>
      )}
    </div>
  );
});
