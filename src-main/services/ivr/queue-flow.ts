import type { StoredFlow } from '../../storage/repositories/flows.ts';
import { QUEUE_FLOW_ID } from '../routing/index.ts';
import { flowDefinitionSchema, type FlowDefinition } from './flow-definition.ts';

/**
 * Serves a rule's queue until there are queues: the ready agents are rung one after the other. A stored flow with the
 * same id takes its place.
 */
export const queueFlow: StoredFlow<FlowDefinition> = {
  flowId: QUEUE_FLOW_ID,
  title: '排队',
  definition: flowDefinitionSchema.parse({
    start: 'agent',
    nodes: {
      agent: {
        kind: 'agent',
        prompts: ['transferring'],
        music: 'hold-music',
        attempts: 9,
        noAnswer: 'noAgent',
        noAgent: 'noAgent',
      },
      noAgent: { kind: 'hangUp', prompts: ['no-agent', 'goodbye'] },
    },
  }),
};
