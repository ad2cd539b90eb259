import type { ZodType } from 'zod';
import { stationDevice, type CallId, type DeviceId } from '../contract/ids.ts';
import { seatCommandNameSchema, seatCommandSchemas, type SeatCommandName } from '../contract/seat-protocol.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallControl, MergeRequest } from '../mediator/call-control.ts';
import { forbidden } from './access.ts';
import { type AllowedCommands, ownConnection } from './allowed-commands.ts';
import { refusal, withIds } from './http-fault.ts';
import { mayCommand, type Viewer } from './policies/seat-policies.ts';
import { playRecording, stopPlaying } from './play-recording.ts';
import type { AgentsPort, CallRecordsPort, RecordingsPort } from './ports.ts';

/** What a command that was done tells: the call that it made or touched. */
export interface CommandDone {
  readonly callId?: CallId;
}
type Outcome = Promise<Result<CommandDone, Fault>>;
type Run = (viewer: Viewer, params: unknown) => Outcome;

export interface SeatCommandParts {
  readonly calls: CallControl;
  readonly agents: AgentsPort;
  readonly allowed: AllowedCommands;
  /** Where the sound of a recording is, for who may hear it. */
  readonly recordings: RecordingsPort;
  readonly records: CallRecordsPort;
}

/**
 * Carries out the commands of seats: known name → parameters as agreed → role → fits the moment → done. The result
 * comes when the line has done it. Faults: request/unknownCommand, request/invalid, auth/forbidden, and those of the
 * service that is asked.
 */
export class SeatCommands {
  readonly #parts: SeatCommandParts;
  readonly #table: { readonly [Name in SeatCommandName]: Run };

  constructor(parts: SeatCommandParts) {
    this.#parts = parts;
    this.#table = { ...this.#agentCommands(), ...this.#callCommands() };
  }

  async execute(viewer: Viewer, name: string, params: unknown): Outcome {
    const known = seatCommandNameSchema.safeParse(name);
    if (!known.success) return failed(unknownCommand());
    if (!mayCommand(viewer.role, known.data)) return failed(forbidden());
    return this.#table[known.data](viewer, params);
  }

  /** Commands for which no call is there yet. */
  #agentCommands() {
    const { calls, agents } = this.#parts;
    return {
      'agent.setReady': reading(seatCommandSchemas['agent.setReady'], async (viewer, { ready }) =>
        withoutValue(agents.setReady(viewer.userId, ready)),
      ),
      'call.make': reading(seatCommandSchemas['call.make'], (viewer, { number }) => this.#make(viewer, number)),
      'call.pickup': reading(seatCommandSchemas['call.pickup'], (viewer, { stationNo }) =>
        this.#atStation(viewer, 'call.pickup', (stationId) =>
          calls.pickupCall({
            stationId,
            ...(stationNo !== undefined && { targetId: stationDevice(stationNo) }),
          }),
        ),
      ),
      'call.retrieveParked': reading(seatCommandSchemas['call.retrieveParked'], (viewer, { slot }) =>
        this.#atStation(viewer, 'call.retrieveParked', (stationId) => calls.pickupCall({ stationId, parkSlot: slot })),
      ),
    };
  }

  #callCommands() {
    const { calls } = this.#parts;
    const onOwn = <Params extends OnCall>(
      name: SeatCommandName,
      schema: ZodType<Params>,
      ask: (station: DeviceId, params: Params, viewer: Viewer) => Promise<Result<unknown, Fault>>,
    ): Run =>
      reading(schema, (viewer, params) =>
        this.#onOwn(viewer, name, params.callId, (station) => ask(station, params, viewer)),
      );
    const schemas = seatCommandSchemas;
    return {
      'call.answer': onOwn('call.answer', schemas['call.answer'], (station, { callId }) =>
        calls.answerCall(callId, station),
      ),
      'call.hangUp': onOwn('call.hangUp', schemas['call.hangUp'], (station, { callId }) =>
        calls.clearConnection(callId, station),
      ),
      'call.sendDigits': onOwn('call.sendDigits', schemas['call.sendDigits'], (station, { callId, digits }) =>
        calls.generateDigits(callId, station, digits),
      ),
      'call.hold': onOwn('call.hold', schemas['call.hold'], (station, { callId }) => calls.holdCall(callId, station)),
      'call.retrieve': onOwn('call.retrieve', schemas['call.retrieve'], (station, { callId }) =>
        calls.retrieveCall(callId, station),
      ),
      'call.alternate': onOwn('call.alternate', schemas['call.alternate'], (station, { callId }) =>
        calls.alternateCall(callId, station),
      ),
      'call.reconnect': onOwn('call.reconnect', schemas['call.reconnect'], (station, { callId }) =>
        calls.reconnectCall(callId, station),
      ),
      'call.completeTransfer': onOwn('call.completeTransfer', schemas['call.completeTransfer'], (station, { callId }) =>
        calls.transferCall(this.#merging(callId, station)),
      ),
      'call.completeConference': onOwn(
        'call.completeConference',
        schemas['call.completeConference'],
        (station, { callId }) => calls.conferenceCall(this.#merging(callId, station)),
      ),
      'call.transfer': onOwn('call.transfer', schemas['call.transfer'], (fromId, { callId, number, kind }) =>
        calls.singleStepTransfer({ callId, fromId, number: dialled(number), kind }),
      ),
      'call.invite': onOwn('call.invite', schemas['call.invite'], (byId, { callId, number }) =>
        calls.singleStepConference({ callId, byId, number: dialled(number) }),
      ),
      'call.deflect': onOwn('call.deflect', schemas['call.deflect'], (deviceId, { callId, number }) =>
        calls.deflectCall({ callId, deviceId, number: dialled(number) }),
      ),
      'call.park': onOwn('call.park', schemas['call.park'], (stationId, { callId, slot }) =>
        calls.parkCall({ callId, stationId, ...(slot !== undefined && { slot }) }),
      ),
      'call.toFlow': onOwn('call.toFlow', schemas['call.toFlow'], (stationId, { callId, flowId, back }) =>
        calls.handToFlow({ callId, stationId, flowId, back }),
      ),
      'call.dropParty': onOwn('call.dropParty', schemas['call.dropParty'], (_station, { callId, deviceId }) =>
        calls.clearConnection(callId, deviceId),
      ),
      'call.stopPlaying': onOwn('call.stopPlaying', schemas['call.stopPlaying'], (_station, { callId }) =>
        stopPlaying(calls, callId),
      ),
      'call.playRecording': onOwn('call.playRecording', schemas['call.playRecording'], (station, request, viewer) =>
        playRecording(this.#parts, { viewer, station, ...request }),
      ),
      'call.consult': reading(schemas['call.consult'], (viewer, request) => this.#consult(viewer, request)),
      'call.join': reading(schemas['call.join'], (viewer, { callId, mode }) =>
        this.#onAny(viewer, 'call.join', callId, (stationId) => calls.joinCall({ callId, stationId, mode })),
      ),
      'call.clear': reading(schemas['call.clear'], (viewer, { callId }) =>
        this.#onAny(viewer, 'call.clear', callId, () => calls.clearCall(callId)),
      ),
    };
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

  async #consult(viewer: Viewer, { callId, number }: { readonly callId: CallId; readonly number: string }): Outcome {
    const own = this.#own(viewer, 'call.consult', callId);
    if (!own.ok) return own;
    const made = await this.#parts.calls.consultationCall({
      heldCallId: callId,
      stationId: own.value,
      number: dialled(number),
      originator: viewer.userId,
    });
    return made.ok ? ok({ callId: made.value }) : made;
  }

  /** The held call and the one in which the station is now. */
  #merging(heldCallId: CallId, stationId: DeviceId): MergeRequest {
    const activeCallId = this.#parts.calls.devices.device(stationId)?.callId ?? heldCallId;
    return { heldCallId, activeCallId, stationId };
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

  async #onOwn(
    viewer: Viewer,
    name: SeatCommandName,
    callId: CallId,
    ask: (station: DeviceId) => Promise<Result<unknown, Fault>>,
  ): Outcome {
    const own = this.#own(viewer, name, callId);
    if (!own.ok) return own;
    const asked = await ask(own.value);
    return asked.ok ? ok({ callId }) : asked;
  }

  /** The own station in a call in which the command fits now. */
  #own(viewer: Viewer, name: SeatCommandName, callId: CallId): Result<DeviceId, Fault> {
    const call = this.#parts.calls.calls.get(callId);
    if (call === undefined) return failed(callEnded(callId));
    const own = ownConnection(viewer, call);
    if (own === undefined) return failed(notYours(callId));
    if (!this.#parts.allowed.onCall(viewer, call).includes(name)) return failed(wrongState(name, callId, own.state));
    return ok(own.deviceId);
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

interface OnCall {
  readonly callId: CallId;
}

/** Who has no station asks only for what needs none. */
const NO_STATION = '00';

/** Parses the parameters, then does it. */
function reading<Params>(schema: ZodType<Params>, handler: (viewer: Viewer, params: Params) => Outcome): Run {
  return async (viewer, params) => {
    const parsed = schema.safeParse(params);
    if (!parsed.success) return failed(invalidParams(parsed.error.issues.map((issue) => issue.path.join('.'))));
    return handler(viewer, parsed.data);
  };
}

function dialled(number: string): string {
  return number.replace(/[ -]/g, '');
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
