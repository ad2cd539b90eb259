import assert from 'node:assert/strict';
import { flowDefinitionSchema, welcomeFlow } from '../../../src-main/services/ivr/index.ts';

describe('a flow definition', () => {
  const bye = { kind: 'hangUp', prompts: [] };

  function problems(flow: unknown): string {
    const parsed = flowDefinitionSchema.safeParse(flow);
    return parsed.success ? '' : parsed.error.issues.map((issue) => issue.message).join('; ');
  }

  it('is accepted for the flow of a fresh house', () => {
    assert.equal(problems(welcomeFlow.definition), '');
  });

  it('fills in the time-outs that it does not name', () => {
    const flow = flowDefinitionSchema.parse({
      start: 'ask',
      nodes: { ask: { kind: 'menu', prompts: [], choices: {}, exhausted: 'bye' }, bye },
    });
    const menu = flow.nodes['ask'];
    assert.deepEqual(menu?.kind === 'menu' && [menu.timeoutMs, menu.repeatLimit, menu.invalidPrompts], [5_000, 3, []]);
  });

  it('is refused when it leads to a node that is not there', () => {
    const nodes = { ask: { kind: 'menu', prompts: [], choices: { '1': 'nowhere' }, exhausted: 'bye' }, bye };
    assert.match(problems({ start: 'ask', nodes }), /ask leads to nowhere/);
    assert.match(problems({ start: 'nowhere', nodes: {} }), /start leads to nowhere/);
  });

  it('is refused when no way leads to one of its nodes', () => {
    assert.match(
      problems({ start: 'bye', nodes: { bye, lost: { kind: 'play', prompts: [], next: 'bye' } } }),
      /no way leads to lost/,
    );
  });

  it('is refused for a choice that no phone has, and for a ring time out of range', () => {
    const ask = { kind: 'menu', prompts: [], choices: { '12': 'bye' }, exhausted: 'bye' };
    assert.notEqual(problems({ start: 'ask', nodes: { ask, bye } }), '');
    const agent = { kind: 'agent', ringTimeoutMs: 1, noAnswer: 'bye', noAgent: 'bye' };
    assert.notEqual(problems({ start: 'agent', nodes: { agent, bye } }), '');
  });
});
