import assert from 'node:assert/strict';
import { callIdSchema, channelNumberSchema, deviceNumber, trunkDevice } from '../../../src-main/contract/ids.ts';
import type { ChannelState } from '../../../src-main/driver/channel-event.ts';
import type { DeviceView } from '../../../src-main/mediator/call-control.ts';
import { TrunkHunt, type HuntStrategy } from '../../../src-main/mediator/trunk-hunt.ts';

interface Traits {
  readonly state?: ChannelState;
  readonly inService?: boolean;
  readonly isInCall?: boolean;
}

function trunk(trunkNo: number, traits: Traits = {}): DeviceView {
  const channel = channelNumberSchema.parse(trunkNo - 1);
  return {
    deviceId: trunkDevice(trunkNo),
    description: { channel, kind: 'trunk', label: '', capabilities: [] },
    channel: {
      channel,
      kind: 'trunk',
      state: traits.state ?? 'idle',
      label: { inbound: 0, outbound: 0 },
      sinceUs: 0,
      inService: traits.inService ?? true,
      offHook: false,
      callerNumber: '',
      callerName: '',
      callerIdQuality: 'unknown',
      running: [],
      linkedTo: [],
      conference: -1,
    },
    since: 0,
    heldCallIds: [],
    ...(traits.isInCall === true && { callId: callIdSchema.parse('call_1') }),
  };
}

function picks(strategy: HuntStrategy, random: () => number, times: number): readonly string[] {
  const hunt = new TrunkHunt(strategy, random);
  const trunks = [trunk(1), trunk(2), trunk(3)];
  return Array.from({ length: times }, () => deviceNumber(hunt.next(trunks)?.deviceId ?? trunkDevice(99)));
}

describe('trunk hunt', () => {
  it('picks by the random number it is given', () => {
    const numbers = [0, 0.34, 0.99, 0.5];
    assert.deepEqual(
      picks('random', () => numbers.shift() ?? 0, 4),
      ['1', '2', '3', '2'],
    );
  });

  it('spreads calls evenly at random', () => {
    let seed = 1;
    // Park and Miller's minimal standard generator.
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const counts = new Map<string, number>();
    for (const picked of picks('random', random, 3000)) counts.set(picked, (counts.get(picked) ?? 0) + 1);
    for (const count of counts.values()) assert.equal(count > 900 && count < 1100, true, `${count} of 3000`);
  });

  it('takes the first in order, or the next after the last', () => {
    assert.deepEqual(
      picks('inOrder', () => 0, 3),
      ['1', '1', '1'],
    );
    assert.deepEqual(
      picks('roundRobin', () => 0, 5),
      ['1', '2', '3', '1', '2'],
    );
  });

  it('passes over trunks that are busy, out of service, promised to a call, or excepted', () => {
    const hunt = new TrunkHunt('inOrder', () => 0);
    const trunks = [
      trunk(1, { state: 'offered' }),
      trunk(2, { inService: false }),
      trunk(3, { isInCall: true }),
      trunk(4),
      trunk(5),
    ];
    assert.equal(hunt.next(trunks)?.deviceId, 'trunk/4');
    assert.equal(hunt.next(trunks, new Set([trunkDevice(4)]))?.deviceId, 'trunk/5');
    assert.equal(hunt.next(trunks, new Set([trunkDevice(4), trunkDevice(5)])), undefined);
  });
});
