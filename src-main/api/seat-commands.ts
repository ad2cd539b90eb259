import type { ZodType } from 'zod';
import { stationDevice, type CallId, type DeviceId } from '../contract/ids.ts';
import {
  seatCommandNameSchema,
  seatCommandSchemas,
  type SeatCommandName,
  type SeatCommandParams,
} from '../contract/seat-protocol.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallControl } from '../mediator/call-control.ts';
import { forbidden } from './access.ts';
import { type AllowedCommands, ownConnection } from './allowed-commands.ts';
import { refusal, withIds } from './http-fault.ts';
import { mayCommand, type Viewer } from './policies/seat-policies.ts';
import type { AgentsPort } from './ports.ts';

/** What a command that was done tells: the call that it made or touched. */
export interface CommandDone {
  readonly callId?: CallId;
}
type Outcome = Promise<Result<CommandDone, Fault>>;
type Handlers = { readonly [Name in SeatCommandName]: (viewer: Viewer, params: SeatCommandParams<Name>) => Outcome };

/**
 * Carries out the commands of seats: known name → parameters as agreed → role → fits the moment → done. The result
 * comes when the line has done it. Faults: request/unknownCommand, request/invalid, auth/forbidden, and those of the
 * service that is asked.
 */
export class SeatCommands {
  readonly #calls: CallControl;
  readonly #agents: AgentsPort;
  readonly #allowed: AllowedCommands;
  readonly #handlers: Handlers = {
    'agent.setReady': async (viewer, { ready }) => withoutValue(this.#agents.setReady(viewer.userId, ready)),
    'call.make': (viewer, { number }) => this.#make(viewer, number),
    'call.answer': (viewer, { callId }) =>
      this.#onOwn(viewer, 'call.answer', callId, (station) => this.#calls.answerCall(callId, station)),
    'call.hangUp': (viewer, { callId }) =>
      this.#onOwn(viewer, 'call.hangUp', callId, (station) => this.#calls.clearConnection(callId, station)),
    'call.sendDigits': (viewer, { callId, digits }) =>
      this.#onOwn(viewer, 'call.sendDigits', callId, (station) => this.#calls.generateDigits(callId, station, digits)),
  };

  constructor(calls: CallControl, agents: AgentsPort, allowed: AllowedCommands) {
    this.#calls = calls;
    this.#agents = agents;
    this.#allowed = allowed;
  }

  async execute(viewer: Viewer, name: string, params: unknown): Outcome {
    const known = seatCommandNameSchema.safeParse(name);
    if (!known.success) return failed(unknownCommand());
    if (!mayCommand(viewer.role, known.data)) return failed(forbidden());
    switch (known.data) {
      case 'agent.setReady':
        return this.#run(viewer, params, seatCommandSchemas['agent.setReady'], this.#handlers['agent.setReady']);
      case 'call.make':
        return this.#run(viewer, params, seatCommandSchemas['call.make'], this.#handlers['call.make']);
      case 'call.answer':
        return this.#run(viewer, params, seatCommandSchemas['call.answer'], this.#handlers['call.answer']);
      case 'call.hangUp':
        return this.#run(viewer, params, seatCommandSchemas['call.hangUp'], this.#handlers['call.hangUp']);
      case 'call.sendDigits':
        return this.#run(viewer, params, seatCommandSchemas['call.sendDigits'], this.#handlers['call.sendDigits']);
    }
  }

  async #run<Params>(
    viewer: Viewer,
    params: unknown,
    schema: ZodType<Params>,
    handler: (viewer: Viewer, params: Params) => Outcome,
  ): Outcome {
    const parsed = schema.safeParse(params);
    if (!parsed.success) return failed(invalidParams(parsed.error.issues.map((issue) => issue.path.join('.'))));
    return handler(viewer, parsed.data);
  }

  async #make(viewer: Viewer, number: string): Outcome {
    if (viewer.stationNo === undefined) return failed(notAtStation());
    if (!this.#allowed.onAgent(viewer).includes('call.make')) return failed(stationBusy());
    const made = await this.#calls.makeCall({
      stationId: stationDevice(viewer.stationNo),
      number: number.replace(/[ -]/g, ''),
      originator: viewer.userId,
    });
    return made.ok ? ok({ callId: made.value }) : made;
  }

  async #onOwn(
    viewer: Viewer,
    name: SeatCommandName,
    callId: CallId,
    ask: (station: DeviceId) => Promise<Result<void, Fault>>,
  ): Outcome {
    const call = this.#calls.calls.get(callId);
    if (call === undefined) return failed(callEnded(callId));
    const own = ownConnection(viewer, call);
    if (own === undefined) return failed(notYours(callId));
    if (!this.#allowed.onCall(viewer, call).includes(name)) return failed(wrongState(name, callId, own.state));
    const asked = await ask(own.deviceId);
    return asked.ok ? ok({ callId }) : asked;
  }
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
