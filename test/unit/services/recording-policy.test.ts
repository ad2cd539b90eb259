import assert from 'node:assert/strict';
import { callIdSchema, userIdSchema, type CallId } from '../../../src-main/contract/ids.ts';
import { recordingPolicySchema, type RecordingPolicy } from '../../../src-main/contract/recordings.ts';
import {
  defaultPolicies,
  isRecorded,
  policyFor,
  recordingSettingSchema,
  type CallFacts,
} from '../../../src-main/services/recording/recording-policy.ts';

const user = userIdSchema.parse('user_chen');
const policy = (change: object): RecordingPolicy =>
  recordingPolicySchema.parse({ policyId: 'p', mode: 'all', ...change });
const call = (no: number): CallId => callIdSchema.parse(`call_${no}`);

describe('a recording policy', () => {
  const inbound: CallFacts = { direction: 'inbound' };

  it('is the first of the list that matches', () => {
    const night = policy({ policyId: 'night', match: { ruleIds: ['night'] }, mode: 'none' });
    const all = policy({ policyId: 'all' });
    assert.deepEqual(
      [policyFor([night, all], inbound), policyFor([night], inbound), policyFor([], inbound)].map(
        (each) => each?.policyId,
      ),
      ['all', undefined, undefined],
    );
  });

  for (const [match, facts] of [
    [{ directions: ['outbound'] }, { direction: 'outbound' }],
    [{ queueIds: ['sales'] }, { direction: 'inbound', queueId: 'sales' }],
    [{ userIds: [user] }, { direction: 'inbound', userId: user }],
    [{ stationNos: ['801'] }, { direction: 'inbound', stationNo: '801' }],
  ] as const) {
    it(`for ${Object.keys(match).join()} matches those calls, and none of which that is not known`, () => {
      assert.ok(policyFor([policy({ match })], facts));
      assert.equal(policyFor([policy({ match })], { direction: 'inbound' }), undefined);
    });
  }

  it('is for internal calls only when it says so', () => {
    assert.equal(policyFor([policy({})], { direction: 'internal' }), undefined);
    assert.ok(policyFor([policy({ internal: true })], { direction: 'internal' }));
  });

  it('records a share of the calls, the same ones at every asking', () => {
    const calls = Array.from({ length: 2000 }, (_, no) => call(no));
    const share = (percent: number): number =>
      calls.filter((each) => isRecorded(policy({ mode: 'percentage', percent }), each)).length / calls.length;
    assert.deepEqual([share(0), share(100)], [0, 1]);
    assert.ok(Math.abs(share(30) - 0.3) < 0.04, String(share(30)));
    const third = policy({ mode: 'percentage', percent: 30 });
    assert.deepEqual(
      calls.map((each) => isRecorded(third, each)),
      calls.map((each) => isRecorded(third, each)),
    );
  });

  it('of none and of on demand begins nothing by itself', () => {
    assert.deepEqual(
      [isRecorded(policy({ mode: 'none' }), call(1)), isRecorded(policy({ mode: 'onDemand' }), call(1))],
      [false, false],
    );
  });

  it('stands for the setting of former versions', () => {
    const { policies } = recordingSettingSchema.parse({ directions: ['inbound'], format: 'alaw' });
    assert.deepEqual(
      policies.map(({ match, mode, format }) => ({ match, mode, format })),
      [{ match: { directions: ['inbound'] }, mode: 'all', format: 'alaw' }],
    );
    assert.deepEqual(recordingSettingSchema.parse({}).policies, defaultPolicies);
  });

  it('that is not as agreed is refused, not taken for the former setting', () => {
    assert.equal(recordingSettingSchema.safeParse({ policies: [{ policyId: 'x' }] }).success, false);
  });
});
