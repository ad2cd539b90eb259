import type { CallEvent } from '../../contract/call-events.ts';
import type { CallId, FlowId } from '../../contract/ids.ts';
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
import { FlowSession } from './flow-session.ts';
import type { PromptLibrary } from './prompt-library.ts';
import { PromptPlayer } from './prompt-player.ts';
import { queueFlow } from './queue-flow.ts';

/**
 * Takes the calls that routing sends to a flow, and gives each its session. Flows and prompts are read at
 * start and on reload(); a session keeps the flow with which it began. JS thread only.
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

  async start(): Promise<void> {
    await this.reload();
    this.#owned.own(this.#routing.onCallForFlow((call) => this.#begin(call)));
    this.#owned.own(this.#callControl.onCallEvent((event) => this.#onCallEvent(event)));
  }

  async reload(): Promise<void> {
    await this.#library.reload();
    const flows = await this.#repository.all();
    this.#flows = new Map([queueFlow, ...flows].map((flow) => [flow.flowId, flow]));
  }

  dispose(): void {
    this.#owned.dispose();
    for (const session of this.#sessions.values()) session.step('CallCleared');
  }

  #begin(call: CallForFlow): void {
    const flow = this.#flows.get(call.flowId);
    if (flow === undefined) {
      this.#log.error('the rule names a flow that is not there; the call is left ringing', { flowId: call.flowId });
      return;
    }
    const session = new FlowSession(call, this.#clock, {
      forget: ({ callId }) => void this.#sessions.delete(callId),
      refused: ({ callId, state }, event) => this.#log.error('a flow event was refused', { callId, state, event }),
    });
    this.#sessions.set(call.callId, session);
    void this.#run(session, flow.definition);
  }

  /** A node that throws is a defect of ours; the caller must not hang in the line for it. */
  async #run(session: FlowSession, flow: FlowDefinition): Promise<void> {
    try {
      await this.#runner.run(session, flow);
    } catch (error) {
      this.#log.error(`a flow failed: ${String(error)}`, { callId: session.callId, flowId: session.flowId });
      await this.#callControl.clearCall(session.callId);
    }
  }

  #onCallEvent(event: CallEvent): void {
    const session = this.#sessions.get(event.callId);
    if (session === undefined) return;
    if (event.kind === 'CallCleared') session.step('CallCleared');
    if (event.kind === 'ConnectionCleared' && event.deviceId === session.deviceId) session.step('CallCleared');
    if (event.kind === 'DigitsReceived' && event.deviceId === session.deviceId) session.receiveDigits(event.digits);
  }
}
