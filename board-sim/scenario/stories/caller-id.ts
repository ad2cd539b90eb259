import type { Scenario } from '../scenario.ts';

export const callerIdByDtmf: Scenario = {
  name: 'caller-id-by-dtmf',
  story: 'An exchange that sends the number as DTMF before the first ring needs no setting.',
  async play(stage) {
    await stage.caller(3).ring('01088888888', { callerId: 'dtmf' });
    await stage.until('the number arrives', () =>
      stage.events('Delivered').some((event) => event.number === '01088888888' && event.trunkNo === 3),
    );
    await stage.caller(3).hangUp();
    await stage.cleared(60_000);
  },
};

export const noCallerId: Scenario = {
  name: 'no-caller-id',
  story: 'A line without caller ID: the call is offered without a number when the window closes.',
  async play(stage) {
    await stage.caller(2).ring('13900001234', { callerId: 'none' });
    await stage.until('the call is offered', () => stage.events('Delivered').length > 0, 15_000);
    await stage.expect('its number is unknown', () => stage.events('Delivered')[0]?.number === '');
    await stage.until('the call is answered all the same', () => stage.events('Established').length > 0);
    await stage.caller(2).hangUp();
    await stage.cleared(60_000);
  },
};
