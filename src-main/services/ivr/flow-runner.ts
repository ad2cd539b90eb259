import type { CallId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { AgentsService } from '../agents/index.ts';
import type { Log } from '../../foundation/log.ts';
import type { FlowDefinition } from './flow-definition.ts';
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

  /** Answers the call and runs until a station has the caller or one side has hung up. Never rejects. */
  async run(session: FlowSession, flow: FlowDefinition): Promise<void> {
    const answered = await this.#callControl.answerCall(session.callId, session.deviceId);
    if (!answered.ok) {
      this.#log.info('the call could not be answered', { callId: session.callId, code: answered.error.code });
      session.step('AnswerRefused');
      return;
    }
    session.step('Answered');
    await this.#beforeFlow(session.callId);
    let name: string | undefined = flow.start;
    for (let step = 1; name !== undefined && !session.hasEnded; step += 1) {
      const end: NodeEnd = await this.#runNamed(session, flow, step > MAX_FLOW_STEPS ? '' : name);
      if (end.choice !== undefined && !session.hasEnded) this.#note(session, name, end.choice);
      name = end.kind === 'next' ? end.node : undefined;
    }
  }

  async #runNamed(session: FlowSession, flow: FlowDefinition, name: string): Promise<NodeEnd> {
    const node = flow.nodes[name];
    if (node === undefined) {
      this.#log.error('the flow leads nowhere; the call is ended', { callId: session.callId, flowId: session.flowId });
      session.step('HangUpBegan');
      await this.#callControl.clearCall(session.callId);
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
