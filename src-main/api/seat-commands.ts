import type { ZodType } from 'zod';
import { callIdSchema, stationDevice, type CallId, type DeviceId } from '../contract/ids.ts';
import { seatCommandNameSchema, seatCommandSchemas, type SeatCommandName } from '../contract/seat-protocol.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { forbidden } from './access.ts';
import { type AllowedCommands, ownConnection } from './allowed-commands.ts';
import { refusal, withIds } from './http-fault.ts';
import { mayCommand, type Viewer } from './policies/seat-policies.ts';
import { dialled, isOwnCallCommand, OWN_CALL_COMMANDS, type OwnCallCommandName } from './own-call-commands.ts';
import type { PlayRecordingParts } from './play-recording.ts';
import type { AgentsPort, FollowingPort, StationsPort } from './ports.ts';
import type { LiveRecordingPort } from './recording-ports.ts';
import type { FlowParts } from './send-to-flow.ts';

/** What a command that was done tells: the call that it made or touched. */
export interface CommandDone {
  readonly callId?: CallId;
}
type Outcome = Promise<Result<CommandDone, Fault>>;
type Run = (viewer: Viewer, params: unknown) => Outcome;

export interface SeatCommandParts extends PlayRecordingParts, FlowParts {
  readonly agents: AgentsPort;
  readonly allowed: AllowedCommands;
  readonly recorder: LiveRecordingPort;
  readonly stations: StationsPort;
  readonly following: FollowingPort;
}

/**
 * Carries out the commands of seats: known name → parameters as agreed → role → fits the moment → done. The result
 * comes when the line has done it. Faults: request/unknownCommand, request/invalid, auth/forbidden, and those of the
 * service that is asked.
 */
export class SeatCommands {
  readonly #parts: SeatCommandParts;
  readonly #others: { readonly [Name in Exclude<SeatCommandName, OwnCallCommandName>]: Run };

  constructor(parts: SeatCommandParts) {
    this.#parts = parts;
    const { calls, agents, stations } = parts;
    this.#others = {
      'agent.setReady': reading(seatCommandSchemas['agent.setReady'], async (viewer, { ready }) =>
        withoutValue(agents.setReady(viewer.userId, ready)),
      ),
      'station.setDoNotDisturb': reading(seatCommandSchemas['station.setDoNotDisturb'], (viewer, { stationNo, on }) =>
        onStation(viewer, stationNo, (no) => stations.setDoNotDisturb(no, on)),
      ),
      'station.setForwarding': reading(
        seatCommandSchemas['station.setForwarding'],
        (viewer, { stationNo, forwarding }) =>
          onStation(viewer, stationNo, (no) => stations.setForwarding(no, forwarding)),
      ),
      'call.make': reading(seatCommandSchemas['call.make'], (viewer, { number }) => this.#make(viewer, number)),
      'call.pickup': reading(seatCommandSchemas['call.pickup'], (viewer, { stationNo }) =>
        this.#atStation(viewer, 'call.pickup', (stationId) =>
          calls.pickupCall({ stationId, ...(stationNo !== undefined && { targetId: stationDevice(stationNo) }) }),
        ),
      ),
      'call.retrieveParked': reading(seatCommandSchemas['call.retrieveParked'], (viewer, { slot }) =>
        this.#atStation(viewer, 'call.retrieveParked', (stationId) => calls.pickupCall({ stationId, parkSlot: slot })),
      ),
      'call.join': reading(seatCommandSchemas['call.join'], (viewer, { callId, mode }) =>
        this.#onAny(viewer, 'call.join', callId, (stationId) => calls.joinCall({ callId, stationId, mode })),
      ),
      'call.clear': reading(seatCommandSchemas['call.clear'], (viewer, { callId }) =>
        this.#onAny(viewer, 'call.clear', callId, () => calls.clearCall(callId)),
      ),
    };
  }

  async execute(viewer: Viewer, name: string, params: unknown): Outcome {
    const known = seatCommandNameSchema.safeParse(name);
    if (!known.success) return failed(unknownCommand());
    if (!mayCommand(viewer.role, known.data)) return failed(forbidden());
    return isOwnCallCommand(known.data)
      ? this.#onOwn(viewer, known.data, params)
      : this.#others[known.data](viewer, params);
  }

  async #make(viewer: Viewer, number: string): Outcome {
    if (viewer.stationNo === undefined) return failed(notAtStation());
    if (!this.#parts.allowed.onAgent(viewer).includes('call.make')) return failed(stationBusy());
    const made = await this.#parts.calls.makeCall({
      stationId: stationDevice(viewer.stationNo),
      number: dialled(number),
      originator: viewer.userId,
    });
    return made.ok ? ok({ callId: made.value }) : made;
  }

  async #atStation(
    viewer: Viewer,
    name: SeatCommandName,
    ask: (stationId: DeviceId) => Promise<Result<void, Fault>>,
  ): Outcome {
    if (viewer.stationNo === undefined) return failed(notAtStation());
    if (!this.#parts.allowed.onAgent(viewer).includes(name)) return failed(nothingThere(name));
    return withoutValue(await ask(stationDevice(viewer.stationNo)));
  }

  /** A call in which the own station takes part, when the command fits now. */
  async #onOwn(viewer: Viewer, name: OwnCallCommandName, params: unknown): Outcome {
    const command = OWN_CALL_COMMANDS[name].read(params);
    if (command === undefined) return failed(invalidParams(placesOf(seatCommandSchemas[name], params)));
    const { callId } = command;
    const { calls, allowed } = this.#parts;
    const call = calls.calls.get(callId);
    if (call === undefined) return failed(callEnded(callId));
    const own = ownConnection(viewer, call);
    if (own === undefined) return failed(notYours(callId));
    if (!allowed.onCall(viewer, call).includes(name)) return failed(wrongState(name, callId, own.state));
    const asked = await command.run({ ...this.#parts, viewer, station: own.deviceId });
    if (!asked.ok) return asked;
    const made = name === 'call.consult' ? callIdSchema.safeParse(asked.value).data : undefined;
    return ok({ callId: made ?? callId });
  }

  /** A call of others, for who oversees. */
  async #onAny(
    viewer: Viewer,
    name: SeatCommandName,
    callId: CallId,
    ask: (station: DeviceId) => Promise<Result<void, Fault>>,
  ): Outcome {
    const call = this.#parts.calls.calls.get(callId);
    if (call === undefined) return failed(callEnded(callId));
    if (!this.#parts.allowed.onCall(viewer, call).includes(name)) {
      return failed(wrongState(name, callId, ownConnection(viewer, call)?.state ?? 'null'));
    }
    const asked = await ask(stationDevice(viewer.stationNo ?? NO_STATION));
    return asked.ok ? ok({ callId }) : asked;
  }
}

/** The own station, or any for who oversees. */
async function onStation(
  viewer: Viewer,
  named: string | undefined,
  set: (stationNo: string) => Promise<Result<unknown, Fault>>,
): Outcome {
  const stationNo = named ?? viewer.stationNo;
  if (stationNo === undefined) return failed(notAtStation());
  if (stationNo !== viewer.stationNo && viewer.role === 'agent') return failed(forbidden());
  return withoutValue(await set(stationNo));
}

/** Who has no station asks only for what needs none. */
const NO_STATION = '00';

/** Parses the parameters, then does it. */
function reading<Params>(schema: ZodType<Params>, handler: (viewer: Viewer, params: Params) => Outcome): Run {
  return async (viewer, params) => {
    const parsed = schema.safeParse(params);
    return parsed.success ? handler(viewer, parsed.data) : failed(invalidParams(placesOf(schema, params)));
  };
}

/** Which parameters are not as agreed. */
function placesOf(schema: ZodType, params: unknown): readonly string[] {
  const parsed = schema.safeParse(params);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

function withoutValue(result: Result<unknown, Fault>): Result<CommandDone, Fault> {
  return result.ok ? ok({}) : result;
}

function unknownCommand(): Fault {
  return refusal('request/unknownCommand', 'carry out a command', 'there is none of this name', 'Reload the seat.');
}

function invalidParams(places: readonly string[]): Fault {
  const now = `its parameters are not as agreed: ${places.join(', ') || 'the whole'}`;
  return refusal('request/invalid', 'carry out a command', now, 'Correct them.');
}

function notAtStation(): Fault {
  return refusal('agent/notLoggedIn', 'make a call', 'the seat has no extension', 'Log in with an extension.');
}

function stationBusy(): Fault {
  const now = 'the extension is not idle';
  return refusal('call/deviceBusy', 'make a call', now, 'End the present call, put the handset down, and dial again.');
}

function nothingThere(name: SeatCommandName): Fault {
  const now = 'nothing is there to take, or the extension is in use';
  return refusal('call/nothingToPickUp', `do ${name}`, now, 'Somebody else may have it; put the handset down.');
}

function callEnded(callId: CallId): Fault {
  return withIds(refusal('call/ended', 'reach the call', 'it is not up any more', 'Nothing needs to be done.'), {
    callId,
  });
}

function notYours(callId: CallId): Fault {
  const now = 'the extension is not part of it';
  return withIds(refusal('call/notYours', 'steer the call', now, 'Choose a call of your own.'), { callId });
}

function wrongState(name: SeatCommandName, callId: CallId, state: string): Fault {
  const now = `the extension's connection is ${state}`;
  return withIds(refusal('call/wrongState', `do ${name}`, now, 'Wait for the call to change, or lift the handset.'), {
    callId,
  });
}
