/**
 * Numbers by the fate that the simulated exchange gives them: their last two digits decide. The table itself is
 * board-sim/exchange; `board-sim/README.md` lists it.
 */
export const FATES = {
  /** Answers after 2 s of ringback. */
  answersSoon: '13800000002',
  busy: '13800000080',
  noAnswer: '13800000081',
  congestion: '13800000082',
  unobtainable: '13800000083',
  machine: '13800000084',
  fax: '13800000085',
  /** Answers, and hangs up after 3 s. */
  answersThenHangsUp: '13800000086',
} as const;
