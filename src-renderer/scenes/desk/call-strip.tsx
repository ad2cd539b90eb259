import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { deviceNumber, isTrunk, type DeviceId } from '../../../src-main/contract/ids.ts';
import type { CallView, ConnectionView } from '../../../src-main/contract/call-model.ts';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { Timer } from '../../components/timer.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/**
 * Docked under the bar while this seat has more than one call, or one with more than two people: who is on hold and
 * for how long, who talks, and the keys that belong to one of them.
 */
export const CallStrip = observer(function CallStrip(): ReactElement | undefined {
  const { calls, link } = useSeat().root;
  const { callKeys } = useWords().messages;
  const own = calls.own.filter((call) => calls.ownConnection(call)?.state !== 'alerting');
  const isNeeded =
    own.length > 1 || own.some((call) => partiesOf(call).length > 2 || isHeld(calls.ownConnection(call)));
  if (!link.live || !isNeeded) return undefined;
  return (
    <section className="call-strip" aria-label={callKeys.strip}>
      {own.map((call) => (
        <CallLine key={call.callId} call={call} />
      ))}
    </section>
  );
});

const CallLine = observer(function CallLine(props: { readonly call: CallView }): ReactElement {
  const { call } = props;
  const { root, actions } = useSeat();
  const { callKeys, codes } = useWords().messages;
  const own = root.calls.ownConnection(call);
  const parties = partiesOf(call);
  const state = own?.state ?? 'null';
  const isConsultation = call.parentId !== undefined && !isHeld(own);
  const word = isHeld(own) ? callKeys.held : isConsultation ? callKeys.consulting : codes.connectionStates[state];
  return (
    <div className={`call-line call-${state}`} data-call={call.callId}>
      <Glyph name={isHeld(own) ? 'hold' : 'talking'} size={16} />
      <span className="call-line-word">{word}</span>
      <PhoneNumber number={call.farNumber} />
      {call.vip === true && <span className="call-vip">{callKeys.vip}</span>}
      {call.maskedSince !== undefined && <span className="call-masked">{callKeys.masked}</span>}
      {own !== undefined && <Timer since={own.since} />}
      {parties.length > 2 && (
        <span className="call-parties">
          {callKeys.parties(parties.length)}
          {parties.map((party) => (
            <PartyChip key={party.deviceId} call={call} party={party} isOwn={party.deviceId === own?.deviceId} />
          ))}
        </span>
      )}
      {root.commands.mayCall('call.alternate', call.callId) && (
        <button type="button" className="line-key" onClick={() => actions.calls.alternate(call.callId)}>
          <Glyph name="swap" size={15} />
          {callKeys.alternate}
        </button>
      )}
    </div>
  );
});

const PartyChip = observer(function PartyChip(props: {
  readonly call: CallView;
  readonly party: ConnectionView;
  readonly isOwn: boolean;
}): ReactElement {
  const { call, party, isOwn } = props;
  const { root, actions } = useSeat();
  const { callKeys, codes } = useWords().messages;
  const name = nameOf(party.deviceId);
  const kind = isTrunk(party.deviceId) ? codes.channelKinds.trunk : codes.channelKinds.station;
  return (
    <span className="party-chip">
      {kind} {name}
      {!isOwn && root.commands.mayCall('call.dropParty', call.callId) && (
        <button
          type="button"
          aria-label={`${callKeys.drop} ${kind} ${name}`}
          title={callKeys.drop}
          onClick={() => actions.calls.dropParty(call.callId, party.deviceId)}
        >
          <Glyph name="close" size={12} />
        </button>
      )}
    </span>
  );
});

function partiesOf(call: CallView): readonly ConnectionView[] {
  return call.connections.filter((each) => each.state === 'connected' && each.participation === undefined);
}

function isHeld(connection: ConnectionView | undefined): boolean {
  return connection?.state === 'held';
}

function nameOf(deviceId: DeviceId): string {
  return deviceNumber(deviceId);
}
