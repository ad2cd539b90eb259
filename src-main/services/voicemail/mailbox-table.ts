import type { StateTable } from '../../foundation/state-table.ts';

/** Somebody who hears the messages of a box by phone. Each state is told in the call's story as `mb-<state>`. */
export type MailboxState =
  | 'opening'
  | 'pin'
  | 'newPin'
  | 'repeatPin'
  | 'menu'
  | 'fetchingNew'
  | 'fetchingOld'
  | 'advancing'
  | 'playing'
  | 'message'
  | 'forwarding'
  | 'callingBack'
  | 'greetingMenu'
  | 'recordingGreeting'
  | 'left';

type KeyEvent =
  'Key0' | 'Key1' | 'Key2' | 'Key3' | 'Key4' | 'Key5' | 'Key6' | 'Key7' | 'Key8' | 'Key9' | 'KeyStar' | 'KeyPound';

export type MailboxEvent =
  | KeyEvent
  /** Nothing was pressed in time. */
  | 'Silence'
  /** Silence too often, or too many boxes that are not there. */
  | 'GaveUp'
  | 'BoxChosen'
  | 'BoxUnknown'
  | 'Back'
  | 'PinRight'
  /** Right, and given out by somebody else. */
  | 'PinFirst'
  | 'PinWrong'
  /** Wrong too often in this call, or the box is closed for a while. */
  | 'PinLocked'
  | 'PinTyped'
  | 'PinWeak'
  | 'PinSame'
  | 'PinDiffers'
  | 'Found'
  | 'NothingFound'
  | 'Heard'
  | 'Possible'
  | 'Impossible'
  | 'Recorded'
  | 'RecordFailed'
  | 'LineGone';

export type MailboxAction =
  | 'sayNoBox'
  | 'sayWrongPin'
  | 'sayLocked'
  | 'sayWeakPin'
  | 'savePin'
  | 'sayPinDiffers'
  | 'sayCounts'
  | 'sayInvalid'
  | 'sayNothing'
  | 'sayNoMore'
  | 'markHeard'
  | 'toggleDeleted'
  | 'sayDetails'
  | 'forward'
  | 'sayNoCallBack'
  | 'callBack'
  | 'playGreeting'
  | 'saveGreeting'
  | 'resetGreeting'
  | 'sayTrouble'
  | 'sayGoodbye';

const gone = { to: 'left' } as const;
const goodbye = { to: 'left', actions: ['sayGoodbye'] } as const;
const wrongAtMenu = { to: 'menu', actions: ['sayInvalid'] } as const;
const wrongAtGreeting = { to: 'greetingMenu', actions: ['sayInvalid'] } as const;
const nothing = { to: 'menu', actions: ['sayNothing'] } as const;

/** 1 new, 2 old, 3 delete or undo, 4 next, 5 again, 6 time and number, 7 forward, 8 call back, 9 greeting, * back, # end. */
export const mailboxTable = {
  opening: {
    BoxChosen: { to: 'pin' },
    BoxUnknown: { to: 'opening', actions: ['sayNoBox'] },
    Back: goodbye,
    GaveUp: goodbye,
    LineGone: gone,
  },
  pin: {
    PinRight: { to: 'menu', actions: ['sayCounts'] },
    PinFirst: { to: 'newPin' },
    PinWrong: { to: 'pin', actions: ['sayWrongPin'] },
    PinLocked: { to: 'left', actions: ['sayLocked'] },
    Back: goodbye,
    LineGone: gone,
  },
  newPin: {
    PinTyped: { to: 'repeatPin' },
    PinWeak: { to: 'newPin', actions: ['sayWeakPin'] },
    GaveUp: goodbye,
    LineGone: gone,
  },
  repeatPin: {
    PinSame: { to: 'menu', actions: ['savePin', 'sayCounts'] },
    PinDiffers: { to: 'newPin', actions: ['sayPinDiffers'] },
    LineGone: gone,
  },
  menu: {
    Key0: wrongAtMenu,
    Key1: { to: 'fetchingNew' },
    Key2: { to: 'fetchingOld' },
    Key3: wrongAtMenu,
    Key4: wrongAtMenu,
    Key5: wrongAtMenu,
    Key6: wrongAtMenu,
    Key7: wrongAtMenu,
    Key8: wrongAtMenu,
    Key9: { to: 'greetingMenu' },
    KeyStar: { to: 'menu', actions: ['sayCounts'] },
    KeyPound: goodbye,
    Silence: { to: 'menu' },
    GaveUp: goodbye,
    LineGone: gone,
  },
  fetchingNew: { Found: { to: 'playing' }, NothingFound: nothing },
  fetchingOld: { Found: { to: 'playing' }, NothingFound: nothing },
  advancing: { Found: { to: 'playing' }, NothingFound: { to: 'menu', actions: ['sayNoMore'] } },
  playing: { Heard: { to: 'message', actions: ['markHeard'] }, LineGone: gone },
  message: {
    Key0: { to: 'message', actions: ['sayInvalid'] },
    Key1: { to: 'fetchingNew' },
    Key2: { to: 'fetchingOld' },
    Key3: { to: 'message', actions: ['toggleDeleted'] },
    Key4: { to: 'advancing' },
    Key5: { to: 'playing' },
    Key6: { to: 'message', actions: ['sayDetails'] },
    Key7: { to: 'forwarding' },
    Key8: { to: 'callingBack' },
    Key9: { to: 'greetingMenu' },
    KeyStar: { to: 'menu', actions: ['sayCounts'] },
    KeyPound: goodbye,
    Silence: { to: 'message' },
    GaveUp: goodbye,
    LineGone: gone,
  },
  forwarding: {
    BoxChosen: { to: 'message', actions: ['forward'] },
    BoxUnknown: { to: 'message', actions: ['sayNoBox'] },
    Back: { to: 'message' },
    LineGone: gone,
  },
  callingBack: {
    Possible: { to: 'left', actions: ['callBack'] },
    Impossible: { to: 'message', actions: ['sayNoCallBack'] },
  },
  greetingMenu: {
    Key0: wrongAtGreeting,
    Key1: { to: 'recordingGreeting' },
    Key2: { to: 'greetingMenu', actions: ['playGreeting'] },
    Key3: { to: 'greetingMenu', actions: ['saveGreeting'] },
    Key4: { to: 'greetingMenu', actions: ['resetGreeting'] },
    Key5: wrongAtGreeting,
    Key6: wrongAtGreeting,
    Key7: wrongAtGreeting,
    Key8: wrongAtGreeting,
    Key9: wrongAtGreeting,
    KeyStar: { to: 'menu' },
    KeyPound: goodbye,
    Silence: { to: 'greetingMenu' },
    GaveUp: goodbye,
    LineGone: gone,
  },
  recordingGreeting: {
    Recorded: { to: 'greetingMenu', actions: ['playGreeting'] },
    RecordFailed: { to: 'greetingMenu', actions: ['sayTrouble'] },
    LineGone: gone,
  },
  left: {},
} as const satisfies StateTable<MailboxState, MailboxEvent, MailboxAction>;
