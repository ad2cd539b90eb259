import assert from 'node:assert/strict';
import {
  LINK_STATES,
  LINK_TABLE,
  LINK_TIMERS,
  retryDelayMs,
  stepLink,
  type LinkEvent,
  type LinkState,
} from '../../../src-renderer/transport/link-table.ts';

const rows = LINK_STATES.flatMap((state) => Object.keys(LINK_TABLE[state]).map((event) => ({ state, event })));

function isLinkEvent(event: string): event is LinkEvent {
  return rows.some((row) => row.event === event);
}

describe('the link table', () => {
  it('leads to a known state from every row', () => {
    for (const { state, event } of rows) {
      assert.ok(isLinkEvent(event));
      const step = stepLink(state, event);
      assert.ok(step !== undefined && LINK_STATES.includes(step.next), `${state} × ${event}`);
    }
  });

  it('can reach live from every state', () => {
    const reach = (from: LinkState, seen: ReadonlySet<LinkState>): boolean =>
      from === 'live' ||
      rows
        .filter((row) => row.state === from)
        .some(({ event }) => {
          const next = isLinkEvent(event) ? stepLink(from, event)?.next : undefined;
          return next !== undefined && !seen.has(next) && reach(next, new Set([...seen, next]));
        });
    for (const state of LINK_STATES) assert.ok(reach(state, new Set([state])), state);
  });

  it('drops the socket on every way out of a connected state', () => {
    const connected: readonly LinkState[] = ['connecting', 'greeting', 'syncing', 'live'];
    for (const state of connected) {
      for (const event of ['closed', 'silent', 'expelled', 'stop'] as const) {
        assert.ok(stepLink(state, event)?.actions.includes('drop'), `${state} × ${event}`);
      }
    }
  });

  it('ignores what a dropped socket still reports', () => {
    assert.equal(stepLink('idle', 'closed'), undefined);
    assert.equal(stepLink('waiting', 'opened'), undefined);
    assert.equal(stepLink('ended', 'snapshot'), undefined);
  });
});

describe('the delay before a retry', () => {
  it('doubles from half a second and stops growing at 15 s', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 40].map((attempt) => retryDelayMs(attempt, 0.5));
    assert.deepEqual(delays, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });

  it('is spread by a fifth to both sides', () => {
    assert.equal(retryDelayMs(3, 0), 2000 * (1 - LINK_TIMERS.retryJitter));
    assert.ok(retryDelayMs(3, 0.999) <= 2000 * (1 + LINK_TIMERS.retryJitter));
  });
});
