import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { channelNumberSchema } from '../../../src-main/contract/ids.ts';
import { ScriptedDriver } from '../../support/scripted-driver.ts';
import type { BoardBench } from './stage.ts';
import { describeBoardDriver } from './suite.ts';

describeBoardDriver('the scripted driver of the tests', () => Promise.resolve(open()));

const TRUNK = 0;
const STATION = 2;

function open(): BoardBench {
  const clock = new SteppedClock(0);
  const driver = new ScriptedDriver({ clock, trunks: 2, stations: 2 });
  const after = (deed: () => void): Promise<void> => {
    deed();
    clock.advance(0);
    return Promise.resolve();
  };
  return {
    driver,
    trunk: channelNumberSchema.parse(TRUNK),
    station: channelNumberSchema.parse(STATION),
    pass: (ms) => after(() => clock.advance(ms)),
    ring: (number) => after(() => driver.ring(TRUNK, number)),
    giveUp: () => after(() => driver.giveUp(TRUNK)),
    farHangsUp: () => after(() => driver.farHangsUp(TRUNK)),
    lift: () => after(() => driver.lift(STATION)),
    hangUp: () => after(() => driver.hangUp(STATION)),
    press: (digit) => after(() => driver.press(STATION, digit)),
    close: () => driver.stop(),
  };
}
