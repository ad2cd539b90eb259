import type { Scenario } from '../scenario.ts';
import { callIsTalking } from './inbound-steps.ts';

export const trunkHangsUpFirst: Scenario = {
  name: 'trunk-hangs-up-first',
  story:
    'The caller hangs up: busy tone on the line ends the call, the agent hears busy tone until the handset is down.',
  async play(stage) {
    const caller = stage.caller(1);
    const agent = await stage.agent('agent1', 1);
    await agent.ready();
    await callIsTalking(stage, caller, agent);
    await caller.hangUp();
    const record = await stage.cleared();
    await stage.expect('the far side ended it', () => record.endedBy === 'far' && record.endReason === 'NORMAL');
    await stage.until('the station is off-hook with nobody there', () =>
      stage.world.channels().some((channel) => channel.state === 'parkedOffHook'),
    );
    await agent.phone.hangUp();
    await stage.until('the station is idle', () => stage.world.channels().every((channel) => channel.state === 'idle'));
    await agent.is('ready');
  },
};

export const seatHangsUpFirst: Scenario = {
  name: 'seat-hangs-up-first',
  story: 'The agent puts the handset down: the trunk is released actively, the caller hears the exchange’s busy tone.',
  async play(stage) {
    const caller = stage.caller(1);
    const agent = await stage.agent('agent1', 1);
    await agent.ready();
    await callIsTalking(stage, caller, agent);
    await agent.phone.hangUp();
    const record = await stage.cleared();
    await stage.expect('the station ended it', () => record.endedBy === 'station' && record.endReason === 'NORMAL');
    await agent.is('ready');
  },
};

export const bothHangUpAtOnce: Scenario = {
  name: 'both-hang-up-at-once',
  story: 'Caller and agent hang up in the same instant; it is judged and handled once.',
  async play(stage) {
    const caller = stage.caller(1);
    const agent = await stage.agent('agent1', 1);
    await caller.line({ clearBy: 'loopDrop' });
    await agent.ready();
    await callIsTalking(stage, caller, agent);
    await Promise.all([caller.hangUp(), agent.phone.hangUp()]);
    await stage.cleared();
    await stage.expect('the call was cleared once', () => stage.events('CallCleared').length === 1);
    await stage.expect('each leg was cleared once', () => stage.events('ConnectionCleared').length === 2);
    await stage.until('all is idle', () => stage.world.channels().every((channel) => channel.state === 'idle'));
  },
};
