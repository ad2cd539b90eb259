import type { CallId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { AgentsService } from '../agents/index.ts';
import type { Log } from '../../foundation/log.ts';
import type { FlowDefinition } from './flow-definition.ts';
import { endFlow } from './flow-end.ts';
import type { FlowSession } from './flow-session.ts';
import type { FlowPlayer, NodeEnd } from './nodes/node-context.ts';
import { runNode } from './nodes/run-node.ts';

/** A caller who has come through this many nodes goes round in circles and is let go. */
export const MAX_FLOW_STEPS = 200;

/** Takes a caller through a flow, node by node, and tells each step in the call's story. */
export class FlowRunner {
  readonly #callControl: CallControl;
  readonly #agents: AgentsService;
  readonly #clock: Clock;
  readonly #player: FlowPlayer;
  readonly #beforeFlow: (callId: CallId) => Promise<void>;
  readonly #log: Log;

  constructor(parts: {
    readonly callControl: CallControl;
    readonly agents: AgentsService;
    readonly clock: Clock;
    readonly player: FlowPlayer;
    /** Resolves when an answered caller may hear the flow: a notice may come first. */
    readonly beforeFlow?: (callId: CallId) => Promise<void>;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#agents = parts.agents;
    this.#clock = parts.clock;
    this.#player = parts.player;
    this.#beforeFlow = parts.beforeFlow ?? (() => Promise.resolve());
    this.#log = parts.log;
  }

  /** Answers the call where it still rings, and runs until a station has the caller or one side has hung up. */
  async run(session: FlowSession, flow: FlowDefinition): Promise<void> {
    if (session.state === 'answering') await this.#answer(session);
    let name: string | undefined = flow.start;
    for (let step = 1; name !== undefined && !session.hasEnded; step += 1) {
      const end: NodeEnd = await this.#runNamed(session, flow, step > MAX_FLOW_STEPS ? '' : name);
      if (end.choice !== undefined && !session.hasEnded) this.#note(session, name, end.choice);
      name = end.kind === 'next' ? end.node : undefined;
    }
  }

  /** Ends a flow that cannot go on: the caller must not stay in the line for it. */
  async abort(session: FlowSession): Promise<void> {
    session.step('NodeFailed');
    await endFlow({ session, callControl: this.#callControl, player: this.#player });
  }

  async #answer(session: FlowSession): Promise<void> {
    const { callId, deviceId } = session;
    const answered = await this.#callControl.answerCall(callId, deviceId);
    if (!answered.ok) this.#log.info('the call could not be answered', { callId, code: answered.error.code });
    session.step(answered.ok ? 'Answered' : 'AnswerRefused');
    if (answered.ok) await this.#beforeFlow(callId);
  }

  async #runNamed(session: FlowSession, flow: FlowDefinition, name: string): Promise<NodeEnd> {
    const node = flow.nodes[name];
    if (node === undefined) {
      this.#log.error('the flow leads nowhere; the call is ended', { callId: session.callId, flowId: session.flowId });
      await this.abort(session);
      return { kind: 'over' };
    }
    this.#note(session, name);
    const { callControl, agents, player } = {
      callControl: this.#callControl,
      agents: this.#agents,
      player: this.#player,
    };
    return runNode(node, { session, callControl, agents, player }, (choice) => {
      this.#note(session, name, choice);
      this.#note(session, name);
    });
  }

  #note(session: FlowSession, node: string, choice?: string): void {
    this.#callControl.note({
      kind: 'FlowStepped',
      at: this.#clock.nowMs(),
      callId: session.callId,
      flowId: session.flowId,
      node,
      ...(choice === undefined ? {} : { choice }),
    });
  }
}
