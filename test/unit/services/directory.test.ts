import assert from 'node:assert/strict';
import { deviceIdSchema, stationDevice, trunkDevice } from '../../../src-main/contract/ids.ts';
import { DirectoryService } from '../../../src-main/services/directory/index.ts';
import { SettingsRepository } from '../../../src-main/storage/repositories/settings.ts';
import { openHouse, testUser, type House } from '../../support/house.ts';

describe('the directory', () => {
  let house: House;
  let directory: DirectoryService;
  beforeEach(async () => {
    house = await openHouse();
    directory = await opened();
  });
  afterEach(() => house.close());

  async function opened(): Promise<DirectoryService> {
    const settings = new SettingsRepository(house.database.query);
    const made = new DirectoryService({ devices: house.callControl.devices, agents: house.agents, settings });
    await made.start();
    return made;
  }

  it('lists trunks, then stations, with the labels of the board', () => {
    assert.deepEqual(
      directory.entries().map((entry) => entry.label),
      ['trunk 1', 'trunk 2', 'trunk 3', 'station 801', 'station 802', 'station 803'],
    );
  });

  it('knows who sits at a station', () => {
    house.agents.signIn({ ...testUser('chen'), displayName: '陈静' }, '801');
    assert.deepEqual(directory.entry(stationDevice('801')), {
      deviceId: 'station/801',
      kind: 'station',
      number: '801',
      label: 'station 801',
      inService: true,
      userId: 'user_chen',
      displayName: '陈静',
    });
  });

  it('keeps a label over a restart and takes it back when it is emptied', async () => {
    await directory.rename(trunkDevice(2), '总台 8888');
    directory = await opened();
    assert.equal(directory.entry(trunkDevice(2))?.label, '总台 8888');
    await directory.rename(trunkDevice(2), '');
    assert.equal(directory.entry(trunkDevice(2))?.label, 'trunk 2');
  });

  it('has no entry for a device that the board has not', () => {
    assert.equal(directory.entry(deviceIdSchema.parse('trunk/99')), undefined);
  });
});
