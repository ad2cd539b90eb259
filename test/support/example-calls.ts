import { SAMPLE_AT, SAMPLE_RECORD } from '../../src-main/api/examples/sample-values.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { callIdSchema, recordingIdSchema, stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import type { FakeHouse } from './fake-ports.ts';
import { storedRecord } from './stored-record.ts';

const own = stationDevice('801');
const colleague = stationDevice('802');
const third = stationDevice('803');
const recordingId = recordingIdSchema.parse('rec_1');
const heldCallIds = [callIdSchema.parse('call_3')];
const consulting = { callId: callIdSchema.parse('call_6'), heldCallIds };

/** The calls that the agent's extension is in, for commands that ask for more than it to be free. */
const EXTENSION_CALLS: Readonly<Record<string, Parameters<FakeHouse['calls']['changeDevice']>[2]>> = {
  'POST /api/commands/call.retrieve': { heldCallIds },
  'POST /api/commands/call.alternate': consulting,
  'POST /api/commands/call.reconnect': consulting,
  'POST /api/commands/call.completeTransfer': consulting,
  'POST /api/commands/call.completeConference': consulting,
};

/**
 * Calls at the agent's extension 801, each in a state that some command is for, numbered in this order. Whether the
 * extension itself is free or in one of them follows from the operation.
 */
export function seedCalls(house: FakeHouse, operation: string): void {
  const { calls } = house;
  const talking = { deviceId: own, state: 'connected' } as const;
  const from = (trunkNo: number) => ({ deviceId: trunkDevice(trunkNo), state: 'connected' }) as const;
  calls.begin({ trunkNo: 1, recordingIds: [recordingId] }, [from(1), talking]);
  calls.begin({ trunkNo: 2 }, [{ deviceId: own, state: 'alerting' }]);
  calls.begin({ trunkNo: 3 }, [from(3), { deviceId: own, state: 'held' }]);
  calls.begin({ trunkNo: 4 }, [{ deviceId: colleague, state: 'alerting' }]);
  calls.begin({ trunkNo: 5, parkSlot: '1' }, [from(5)]);
  calls.begin({ direction: 'internal' }, [talking, { deviceId: colleague, state: 'connected' }]);
  calls.begin({ trunkNo: 6 }, [from(6), talking, { deviceId: third, state: 'connected' }]);
  calls.begin({ trunkNo: 7 }, [{ ...from(7), hearsClip: true }, talking]);
  const inCalls = EXTENSION_CALLS[operation];
  if (inCalls !== undefined) calls.changeDevice(own, { state: 'connected', offHook: true }, inCalls);
}

/** rec_1 is the recording of call_1. */
export function seedRecords(house: FakeHouse, recordingPath: string): void {
  house.records.put(callRecordSchema.parse(SAMPLE_RECORD));
  house.records.files.set(recordingId, recordingPath);
}

/** More calls than one page of a file: in a house whose clock stands still the file stays unfinished. */
export function seedLongList(house: FakeHouse): void {
  for (let no = 1; no <= 120; no += 1) house.records.put(storedRecord(no, { startedAt: SAMPLE_AT - no * 1_000 }));
}
