import assert from 'node:assert/strict';
import { channelNumberSchema, stationDevice } from '../../../src-main/contract/ids.ts';
import {
  answeredCall,
  EPOCH_MS,
  LINE_1,
  openCallCentre,
  PHONE_801,
  STATION_801,
  talkingCall,
  TRUNK_1,
} from './call-centre.ts';

describe('device directory', () => {
  it('numbers trunks from 1 and stations from the first extension', async () => {
    const { mediator } = await openCallCentre();
    assert.deepEqual(
      mediator.devices.all().map(({ deviceId }) => deviceId),
      ['trunk/1', 'trunk/2', 'trunk/3', 'trunk/4', 'station/801', 'station/802', 'station/803', 'station/804'],
    );
    assert.deepEqual([mediator.devices.trunks().length, mediator.devices.stations().length], [4, 4]);
  });

  it('takes extension numbers from a list, and leaves out phones without one', async () => {
    const { mediator } = await openCallCentre({ stations: ['8001', '8088'] });
    assert.deepEqual(
      mediator.devices.stations().map(({ deviceId }) => deviceId),
      ['station/8001', 'station/8088'],
    );
    assert.equal(mediator.devices.device(stationDevice('801')), undefined);
  });

  it('shows state, caller, call and since when of a device', async () => {
    const centre = await openCallCentre();
    await centre.settle(5000);
    centre.driver.ring(LINE_1, '13900001234', 'Wang');
    await centre.settle();
    const device = centre.mediator.devices.device(TRUNK_1);
    assert.deepEqual(
      [device?.channel.state, device?.channel.callerNumber, device?.callId, device?.since],
      ['offered', '13900001234', centre.call().callId, EPOCH_MS + 5000],
    );
  });

  it('tells each step of a line, and each change of the call a device is in', async () => {
    const centre = await openCallCentre();
    const told: string[] = [];
    centre.mediator.onDeviceChanged(({ deviceId, channel, callId }) =>
      told.push(`${deviceId} ${channel.state} ${callId ?? '-'}`),
    );
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.hangUp(PHONE_801);
    await centre.settle();
    assert.deepEqual(told, [
      'station/801 initiated -',
      'station/801 initiated -',
      'station/801 idle -',
      'station/801 idle -',
    ]);
    told.length = 0;
    await answeredCall(centre);
    assert.equal(told.includes('trunk/1 offered call_1'), true);
    assert.equal(told.at(-1), 'trunk/1 connected call_1');
  });

  it('does not move the time of a state when only its label changes', async () => {
    const centre = await openCallCentre();
    await talkingCall(centre);
    const before = centre.mediator.devices.device(STATION_801);
    await centre.settle(1000);
    const channel = channelNumberSchema.parse(PHONE_801);
    const label = { inbound: 8, outbound: 8 };
    centre.driver.tell({ kind: 'StateChanged', channel, state: 'connected', previous: 'connected', label });
    await centre.settle();
    const after = centre.mediator.devices.device(STATION_801);
    assert.deepEqual([after?.since, after?.channel.sinceUs], [before?.since, before?.channel.sinceUs]);
    assert.deepEqual(after?.channel.label, label);
  });
});
