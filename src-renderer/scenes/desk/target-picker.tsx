import { Button, Input } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { AgentView } from '../../../src-main/contract/users.ts';
import { StateChip } from '../../components/state-chip.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { Way } from '../../stores/call-actions.ts';
import type { Picker } from '../../stores/ui-store.ts';
import { useSeat } from '../seat-context.ts';
import { FlowPicker } from './flow-picker.tsx';

const WAYS: Record<Picker, readonly Way[]> = {
  transfer: ['consult', 'onAnswer', 'blind'],
  conference: ['consult', 'invite'],
};

/** To whom, and how: a number or a colleague, then one of the ways. Enter takes the first way; Escape closes. */
export const TargetPicker = observer(function TargetPicker(props: { readonly picker: Picker }): ReactElement {
  const { root, actions } = useSeat();
  const { callKeys } = useWords().messages;
  const [text, setText] = useState('');
  const { picker } = props;
  const found = colleagues([...root.agents.agents.values()], root.session.stationNo, text);
  const typed = text.replace(/[ -]/g, '');
  const only = found.length === 1 ? found[0]?.stationNo : undefined;
  const target = /^[0-9*#+]+$/.test(typed) ? typed : (only ?? '');
  const go = (way: Way): void => actions.calls.reach(way, target);
  return (
    <div className="target-picker" role="dialog" aria-label={callKeys.title[picker]}>
      <strong>{callKeys.title[picker]}</strong>
      <Input
        autoFocus
        value={text}
        maxLength={32}
        placeholder={callKeys.placeholder}
        aria-label={callKeys.placeholder}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => go('consult')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') root.ui.togglePicker(undefined);
        }}
      />
      <div className="target-ways">
        {WAYS[picker].map((way, index) => (
          <Button
            key={way}
            size="small"
            type={index === 0 ? 'primary' : 'default'}
            disabled={target === ''}
            title={callKeys.wayHints[way]}
            onClick={() => go(way)}
          >
            {callKeys.ways[way]}
          </Button>
        ))}
      </div>
      <ul className="target-list" aria-label={callKeys.colleagues}>
        {found.map((agent) => (
          <li key={agent.userId}>
            <button type="button" onClick={() => setText(agent.stationNo ?? '')}>
              <span className="target-station">{agent.stationNo}</span>
              <span className="target-name">{agent.displayName}</span>
              <StateChip state={agent.state} since={agent.since} pendingState={undefined} />
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="faint">{callKeys.noColleague}</li>}
      </ul>
      {picker === 'transfer' && actions.calls.callFor('call.toFlow') !== undefined && <FlowPicker />}
    </div>
  );
});

/** Others who are signed in at a station, by number or name; the ready ones first. */
function colleagues(agents: readonly AgentView[], ownStation: string | undefined, text: string): readonly AgentView[] {
  const sought = text.trim().toLowerCase();
  return agents
    .filter((agent) => agent.stationNo !== undefined && agent.stationNo !== ownStation && agent.state !== 'loggedOut')
    .filter((agent) => agent.stationNo?.includes(sought) === true || agent.displayName.toLowerCase().includes(sought))
    .toSorted((one, other) => rank(one) - rank(other) || (one.stationNo ?? '').localeCompare(other.stationNo ?? ''));
}

function rank({ state }: AgentView): number {
  return state === 'ready' ? 0 : state === 'notReady' ? 1 : 2;
}
