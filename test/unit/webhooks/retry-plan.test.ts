import assert from 'node:assert/strict';
import { stepTable, tableRows } from '../../../src-main/foundation/state-table.ts';
import {
  LANE_TABLE,
  type LaneAction,
  type LaneEvent,
  type LaneState,
} from '../../../src-main/services/webhooks/lane-table.ts';
import { nextTryAt, WEBHOOK_TIMES } from '../../../src-main/services/webhooks/retry-plan.ts';
import { signatureOf } from '../../../src-main/services/webhooks/signature.ts';

describe('the pauses between attempts', () => {
  const pause = (tries: number, random = 0.5): number => nextTryAt({ tries, firstAt: 0 }, 0, random) ?? 0;

  it('double from a second to an hour', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 12, 13, 40].map((tries) => pause(tries)),
      [1_000, 2_000, 4_000, 8_000, 2_048_000, 3_600_000, 3_600_000],
    );
  });

  it('differ by a quarter, and stay between a second and an hour', () => {
    assert.deepEqual([pause(5, 0), pause(5, 0.999_999_9)], [12_000, 20_000]);
    assert.deepEqual([pause(1, 0), pause(40, 0.999)], [1_000, 3_600_000]);
  });

  it('end when the next one would lie more than a day after the first attempt', () => {
    const at = (nowMs: number): number | undefined => nextTryAt({ tries: 20, firstAt: 0 }, nowMs, 0.5);
    const lastMs = WEBHOOK_TIMES.giveUpAfterMs - WEBHOOK_TIMES.longestPauseMs;
    assert.deepEqual([at(lastMs), at(lastMs + 1)], [WEBHOOK_TIMES.giveUpAfterMs, undefined]);
  });
});

describe('the signature', () => {
  // Computed with Python: hmac.new(b'whsec_test', b'1767607200.{"id":"event-1"}', 'sha256').hexdigest()
  const KNOWN = 'd20e935a8fcbbb02b713201bcdcc07c2d4cc274da008dcfaae282753dafa1a9c';

  it('is the HMAC-SHA256 of time and body that any other program computes', () => {
    assert.equal(signatureOf('{"id":"event-1"}', 1_767_607_200_999, ['whsec_test']), `t=1767607200,v1=${KNOWN}`);
  });

  it('names one code for each secret', () => {
    assert.match(signatureOf('{}', 0, ['one', 'two']), /^t=0,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  });
});

describe("a webhook's table", () => {
  const rows = tableRows<LaneState, LaneEvent, LaneAction>(LANE_TABLE);

  it('can be stopped in every state, and ends what runs there', () => {
    const stops = rows.filter(({ on }) => on === 'stop').map(({ from, to, actions }) => [from, to, ...actions]);
    assert.deepEqual(stops, [
      ['stopped', undefined],
      ['seeking', 'stopped'],
      ['seekingAgain', 'stopped'],
      ['idle', 'stopped'],
      ['sending', 'stopped', 'abort'],
      ['waiting', 'stopped', 'disarm'],
    ]);
  });

  it('looks again when the journal grew while it looked and found nothing', () => {
    const walk = (events: readonly LaneEvent[]): LaneState =>
      events.reduce<LaneState>((state, event) => {
        const step = stepTable<LaneState, LaneEvent, LaneAction>(LANE_TABLE, state, event);
        return step.kind === 'moved' ? step.to : state;
      }, 'stopped');
    assert.equal(walk(['start', 'foundNothing']), 'idle');
    assert.equal(walk(['start', 'grown', 'foundNothing']), 'seeking');
    assert.equal(walk(['start', 'grown', 'foundNothing', 'foundNothing']), 'idle');
  });

  it('goes back to looking from every state in which it waits for something', () => {
    const back = rows.filter(({ to, actions }) => to === 'seeking' && actions.includes('seek'));
    assert.deepEqual(
      back.map(({ from, on }) => `${from} ${on}`),
      [
        'stopped start',
        'seeking foundNothingYet',
        'seekingAgain foundNothingYet',
        'seekingAgain foundNothing',
        'idle grown',
        'sending settled',
        'waiting due',
      ],
    );
  });
});
