import assert from 'node:assert/strict';
import { legSpans } from '../../../src-renderer/scenes/calls/leg-spans.ts';

describe('the time line of a leg', () => {
  const spans = (leg: Parameters<typeof legSpans>[0], endedAt = 100): readonly string[] =>
    legSpans(leg, endedAt).map(({ kind, fromMs, toMs }) => `${kind} ${fromMs}-${toMs}`);

  it('waits until the answer, is connected after it, and holds between', () => {
    const holds = [{ startedAt: 40, endedAt: 50 }, { startedAt: 90 }];
    assert.deepEqual(spans({ device: 'station/801', startedAt: 10, answeredAt: 20, holds }), [
      'waiting 10-20',
      'connected 20-40',
      'held 40-50',
      'connected 50-90',
      'held 90-100',
    ]);
  });

  it('only waits when nobody answered, and has no part without length', () => {
    assert.deepEqual(spans({ device: 'trunk/1', startedAt: 10, endedAt: 30 }), ['waiting 10-30']);
    assert.deepEqual(spans({ device: 'trunk/1', startedAt: 10, answeredAt: 10 }), ['connected 10-100']);
  });

  it('shows a supervisor who listens as one', () => {
    const leg = { device: 'station/801', startedAt: 10, answeredAt: 10, participation: 'listen' } as const;
    assert.deepEqual(spans(leg), ['listening 10-100']);
  });
});
