import type { CallEvent } from '../../contract/call-events.ts';
import type { CallView } from '../../contract/call-model.ts';
import type { PublishedFlow } from '../../contract/flows.ts';
import { flowIdSchema, type CallId, type FlowId } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { FlowsRepository, StoredFlow } from '../../storage/repositories/flows.ts';
import type { AgentsService } from '../agents/index.ts';
import type { CallForFlow, RoutingService } from '../routing/index.ts';
import type { Log } from '../../foundation/log.ts';
import type { FlowDefinition } from './flow-definition.ts';
import { FlowRunner } from './flow-runner.ts';
import { FlowSession, type FlowEntry } from './flow-session.ts';
import type { PromptLibrary } from './prompt-library.ts';
import { PromptPlayer } from './prompt-player.ts';
import { queueFlow } from './queue-flow.ts';

/**
 * Takes the calls that routing sends to a flow, and the callers whom a station hands to one (转IVR, 挂起转), and gives
 * each its session. Flows and prompts are read at start and on reload(); a session keeps the flow with which it began.
 * JS thread only.
 */
export class IvrService implements Disposable {
  readonly #callControl: CallControl;
  readonly #routing: RoutingService;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #repository: FlowsRepository<FlowDefinition>;
  readonly #library: PromptLibrary;
  readonly #runner: FlowRunner;
  readonly #owned = new DisposableStack();
  readonly #sessions = new Map<CallId, FlowSession>();
  #flows: ReadonlyMap<FlowId, StoredFlow<FlowDefinition>> = new Map();
  #published: readonly PublishedFlow[] = [];

  constructor(parts: {
    readonly callControl: CallControl;
    readonly routing: RoutingService;
    readonly agents: AgentsService;
    readonly clock: Clock;
    readonly flows: FlowsRepository<FlowDefinition>;
    readonly library: PromptLibrary;
    /** In which prompts are sought first. */
    readonly language: Locale;
    /** Resolves when an answered caller may hear the flow. */
    readonly beforeFlow?: (callId: CallId) => Promise<void>;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#routing = parts.routing;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#repository = parts.flows;
    this.#library = parts.library;
    this.#runner = new FlowRunner({ ...parts, player: new PromptPlayer(parts) });
  }

  /** Callers that are in a flow now. */
  get sessions(): ReadonlyMap<CallId, FlowSession> {
    return this.#sessions;
  }

  /** The flows to which a caller can be sent. */
  published(): readonly PublishedFlow[] {
    return this.#published;
  }

  async start(): Promise<void> {
    await this.reload();
    this.#owned.own(this.#routing.onCallForFlow((call) => this.#onRouted(call)));
    this.#owned.own(this.#callControl.onCallEvent((event, call) => this.#onCallEvent(event, call)));
  }

  async reload(): Promise<void> {
    await this.#library.reload();
    const flows = await this.#repository.all();
    this.#flows = new Map([queueFlow, ...flows].map((flow) => [flow.flowId, flow]));
    this.#published = flows.map(({ flowId, title }) => ({ flowId, title }));
  }

  dispose(): void {
    this.#owned.dispose();
    for (const session of this.#sessions.values()) session.step('CallCleared');
  }

  #onRouted(call: CallForFlow): void {
    const flow = this.#flows.get(call.flowId);
    if (flow === undefined) {
      this.#log.error('the rule names a flow that is not there; the call is left ringing', { flowId: call.flowId });
      return;
    }
    void this.#run(this.#begin(call), flow.definition);
  }

  /** A station has sent its caller here; with `held` it waits for him. */
  #onHanded(event: Extract<CallEvent, { kind: 'Diverted' }>, call: CallView): void {
    const { callId, deviceId: stationId } = event;
    const caller = call.connections.find(
      (each) => each.deviceId !== stationId && each.state === 'connected' && each.participation === undefined,
    );
    const flowId = flowIdSchema.safeParse(event.to.replace('flow/', ''));
    if (caller === undefined || !flowId.success) {
      this.#log.error('a call was handed to a flow without a caller or a flow', { callId });
      return;
    }
    const isHeld = call.connections.some((each) => each.deviceId === stationId && each.state === 'held');
    const entry = { callId, deviceId: caller.deviceId, flowId: flowId.data };
    const session = this.#begin({ ...entry, ...(isHeld && { holderId: stationId }) });
    session.step('Answered');
    const flow = this.#flows.get(flowId.data);
    if (flow === undefined) this.#log.error('the flow is not there any more; the caller goes on', entry);
    void this.#run(session, flow?.definition);
  }

  #begin(entry: FlowEntry): FlowSession {
    const session = new FlowSession(entry, this.#clock, {
      forget: (each) => {
        if (this.#sessions.get(each.callId) === each) this.#sessions.delete(each.callId);
      },
      refused: ({ callId, state }, event) => this.#log.error('a flow event was refused', { callId, state, event }),
    });
    this.#sessions.set(entry.callId, session);
    return session;
  }

  /** A node that throws is a defect of ours; the caller must not hang in the line for it. */
  async #run(session: FlowSession, flow: FlowDefinition | undefined): Promise<void> {
    const { callId, flowId } = session;
    try {
      await (flow === undefined ? this.#runner.abort(session) : this.#runner.run(session, flow));
    } catch (error) {
      this.#log.error(`a flow failed: ${String(error)}`, { callId, flowId });
      await this.#abort(session);
    }
  }

  async #abort(session: FlowSession): Promise<void> {
    try {
      await this.#runner.abort(session);
    } catch (error) {
      const { callId, flowId } = session;
      this.#log.error(`a failed flow could not be ended: ${String(error)}`, { callId, flowId });
      await this.#callControl.clearCall(callId);
    }
  }

  #onCallEvent(event: CallEvent, call: CallView): void {
    if (event.kind === 'Diverted' && event.reason === 'flow') return this.#onHanded(event, call);
    const session = this.#sessions.get(event.callId);
    if (session === undefined) return;
    if (event.kind === 'CallCleared') session.step('CallCleared');
    if (event.kind === 'ConnectionCleared' && event.deviceId === session.deviceId) session.step('CallCleared');
    if (event.kind === 'ConnectionCleared' && event.deviceId === session.holderId) session.holderLeft();
    if (event.kind === 'DigitsReceived' && event.deviceId === session.deviceId) session.receiveDigits(event.digits);
    if (event.kind === 'Retrieved' && event.deviceId === session.holderId) this.#onTakenBack(session, call);
  }

  /** Before the flow was through or as its end: whom a node rings meanwhile is not needed. */
  #onTakenBack(session: FlowSession, call: CallView): void {
    session.step('TakenBack');
    for (const { deviceId, state } of call.connections) {
      if (state === 'alerting') void this.#callControl.clearConnection(call.callId, deviceId);
    }
  }
}
