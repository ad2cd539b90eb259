import type { Scenario } from './scenario.ts';
import { hangUpWhileHolding, holdAndRetrieve } from './stories/hold.ts';
import { callerIdByDtmf, noCallerId } from './stories/caller-id.ts';
import { firstCall } from './stories/first-call.ts';
import { followMe } from './stories/follow-me.ts';
import { bothHangUpAtOnce, seatHangsUpFirst, trunkHangsUpFirst } from './stories/hang-up-order.ts';
import {
  callerGivesUpInTheFlow,
  callerGivesUpWhileRinging,
  callerGivesUpWhileTheSeatRings,
} from './stories/inbound-abandoned.ts';
import { seatDoesNotAnswer } from './stories/inbound-unanswered.ts';
import {
  givenAwayToFlow,
  suspendedAndHungUp,
  suspendedAndLedOn,
  suspendedAndTakenBack,
  suspendedIntoFlow,
} from './stories/handed-to-flow.ts';
import { outbound } from './stories/outbound.ts';
import { conferenceOfThree, parkAndRetrieve, pickUpForColleague, supervisorJoins } from './stories/talks-of-several.ts';
import {
  blindTransferComesBack,
  consultAndTransfer,
  consultedHangsUp,
  transferToOutsideLine,
} from './stories/transfers.ts';
import { allTrunksBusy, glare } from './stories/trunks.ts';

/** Every scenario, in the order of `npm run sim -- --list`. */
export const CATALOGUE: readonly Scenario[] = [
  firstCall,
  callerIdByDtmf,
  noCallerId,
  callerGivesUpWhileRinging,
  callerGivesUpInTheFlow,
  callerGivesUpWhileTheSeatRings,
  seatDoesNotAnswer,
  trunkHangsUpFirst,
  seatHangsUpFirst,
  bothHangUpAtOnce,
  ...outbound,
  allTrunksBusy,
  glare,
  holdAndRetrieve,
  hangUpWhileHolding,
  consultAndTransfer,
  consultedHangsUp,
  blindTransferComesBack,
  transferToOutsideLine,
  suspendedIntoFlow,
  suspendedAndHungUp,
  suspendedAndTakenBack,
  suspendedAndLedOn,
  givenAwayToFlow,
  conferenceOfThree,
  supervisorJoins,
  parkAndRetrieve,
  pickUpForColleague,
  ...followMe,
];
