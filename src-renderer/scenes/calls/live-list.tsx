import { observer } from 'mobx-react-lite';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { CallView } from '../../../src-main/contract/call-model.ts';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { Timer } from '../../components/timer.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatShort } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';
import { deviceName } from './device-name.ts';
import { LiveKeys } from './live-keys.tsx';
import { openCall } from './open-call.ts';
import { nextRow } from './row-keys.ts';

/** Calls that are up, the newest first; an agent's own, everybody's for who oversees. */
export const LiveList = observer(function LiveList(): ReactElement {
  const { root } = useSeat();
  const { messages } = useWords();
  const words = messages.callList.live;
  const body = useRef<HTMLTableSectionElement>(null);
  const calls = [...root.calls.calls.values()].toSorted((one, other) => other.startedAt - one.startedAt);
  const stop = Math.max(
    0,
    calls.findIndex((call) => call.callId === root.ui.focusedCallId),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return root.ui.open(undefined);
    const row = nextRow(event.key, stop, calls.length);
    const call = row === undefined ? undefined : calls[row];
    if (row === undefined || call === undefined) return;
    event.preventDefault();
    root.ui.focus(call.callId);
    if (event.key === 'Enter') openCall(root, call.callId);
    body.current?.querySelectorAll('tr')[row]?.focus();
  };
  return (
    <div className="call-list">
      <table aria-label={words.title}>
        <thead>
          <tr>
            <th className="col-direction">{messages.calls.columns.direction}</th>
            <th>{messages.calls.columns.number}</th>
            <th>{words.since}</th>
            <th className="col-time">{words.length}</th>
            <th>{words.parties}</th>
            <th aria-label={messages.callKeys.joinKeys} />
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {calls.map((call, row) => (
            <LiveRow key={call.callId} call={call} tabStop={row === stop} />
          ))}
        </tbody>
      </table>
      {calls.length === 0 && (
        <div className="empty" role="status">
          <b>{words.empty}</b>
        </div>
      )}
    </div>
  );
});

const LiveRow = observer(function LiveRow(props: { readonly call: CallView; readonly tabStop: boolean }): ReactElement {
  const { call, tabStop } = props;
  const { root } = useSeat();
  const { messages, locale } = useWords();
  const { ui, time, agents } = root;
  const seated = (deviceId: string): string | undefined =>
    [...agents.agents.values()].find((agent) => deviceId === `station/${agent.stationNo ?? ''}`)?.displayName;
  return (
    <tr
      tabIndex={tabStop ? 0 : -1}
      className={call.callId === ui.openCallId ? 'row-open' : ''}
      aria-selected={call.callId === ui.openCallId}
      onFocus={() => ui.focus(call.callId)}
      onClick={() => openCall(root, call.callId)}
    >
      <td className={`col-direction direction-${call.direction}`}>
        <Glyph name={call.direction} size={15} /> {messages.codes.directions[call.direction]}
      </td>
      <td className="col-number">
        <PhoneNumber number={call.farNumber} />
        {call.farName !== '' && <span className="faint"> {call.farName}</span>}
      </td>
      <td>{formatShort(call.startedAt, time.nowMs, locale)}</td>
      <td className="col-time">
        <Timer since={call.startedAt} />
      </td>
      <td>
        <ul className="live-parties">
          {call.connections
            .filter((each) => each.state !== 'null')
            .map((each) => (
              <li key={each.deviceId} className="pill">
                {deviceName(each.deviceId, messages)} {seated(each.deviceId)}
                <b>{messages.codes.connectionStates[each.state]}</b>
              </li>
            ))}
        </ul>
      </td>
      <td>
        <LiveKeys call={call} />
      </td>
    </tr>
  );
});
