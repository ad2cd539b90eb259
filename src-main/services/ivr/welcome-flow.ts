import { flowIdSchema } from '../../contract/ids.ts';
import type { StoredFlow } from '../../storage/repositories/flows.ts';
import { flowDefinitionSchema, type FlowDefinition } from './flow-definition.ts';

/**
 * The flow of a fresh house:
 *
 *   welcome ──▶ menu ──1──▶ agent ─────┐ none ready, no answer
 *                │ └──0──▶ operator ───┴──▶ noAgent
 *                └── 3 times no choice ───▶ goodbye
 */
export const welcomeFlow: StoredFlow<FlowDefinition> = {
  flowId: flowIdSchema.parse('welcome'),
  title: '欢迎',
  definition: flowDefinitionSchema.parse({
    start: 'welcome',
    nodes: {
      welcome: { kind: 'play', prompts: ['welcome'], next: 'menu' },
      menu: {
        kind: 'menu',
        prompts: ['menu'],
        invalidPrompts: ['invalid'],
        choices: { '1': 'agent', '0': 'operator' },
        timeoutMs: 5_000,
        repeatLimit: 3,
        exhausted: 'goodbye',
      },
      agent: { kind: 'agent', prompts: ['transferring'], music: 'hold-music', noAnswer: 'noAgent', noAgent: 'noAgent' },
      operator: {
        kind: 'operator',
        prompts: ['transferring'],
        music: 'hold-music',
        noAnswer: 'noAgent',
        noAgent: 'noAgent',
      },
      noAgent: { kind: 'hangUp', prompts: ['no-agent', 'goodbye'] },
      goodbye: { kind: 'hangUp', prompts: ['goodbye'] },
    },
  }),
};
