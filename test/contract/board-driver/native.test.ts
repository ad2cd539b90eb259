import { channelNumberSchema } from '../../../src-main/contract/ids.ts';
import { SimulatedBoard } from '../../support/simulated-board.ts';
import type { BoardBench } from './stage.ts';
import { describeBoardDriver } from './suite.ts';

describeBoardDriver('the native engine over the simulated board, in stepped time', () => Promise.resolve(open()));

function open(): BoardBench {
  const board = new SimulatedBoard();
  const pass = (ms: number): Promise<void> => board.time.advance(ms);
  return {
    driver: board.driver,
    trunk: channelNumberSchema.parse(0),
    station: channelNumberSchema.parse(2),
    pass,
    ring: async (number) => {
      board.act({ do: 'ring', trunkNo: 1, number });
      await pass(4_000);
    },
    giveUp: async () => board.act({ do: 'giveUp', trunkNo: 1 }),
    farHangsUp: async () => board.act({ do: 'farHangUp', trunkNo: 1 }),
    lift: async () => board.act({ do: 'lift', phoneNo: 1 }),
    hangUp: async () => board.act({ do: 'hangUp', phoneNo: 1 }),
    press: async (digit) => board.act({ do: 'press', phoneNo: 1, digits: digit }),
    close: () => board.close(),
  };
}
