import type { CallRecord } from '../../src-main/contract/call-record.ts';
import { callIdSchema } from '../../src-main/contract/ids.ts';
import { TEST_NOW_MS } from './test-databases.ts';

/** A record of an inbound call, a second after the one with the number before. */
export function storedRecord(no: number, change: Partial<CallRecord> = {}): CallRecord {
  return {
    callId: callIdSchema.parse(`call_${String(no).padStart(3, '0')}`),
    direction: 'inbound',
    initiation: 'INBOUND',
    ani: `1390000${String(no).padStart(4, '0')}`,
    aniRaw: '',
    name: '',
    dnis: '',
    ivrPath: [],
    startedAt: TEST_NOW_MS + no * 1_000,
    legs: [],
    recordings: [],
    ...change,
  };
}
