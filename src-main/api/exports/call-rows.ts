import { isMissed } from '../../contract/call-record-filter.ts';
import type { CallRecord, LegRecord } from '../../contract/call-record.ts';
import type { UserId } from '../../contract/ids.ts';
import { DIRECTION_WORDS, END_REASON_WORDS } from '../../contract/record-words.ts';
import type { Locale } from '../../contract/users.ts';
import { CALL_COLUMNS, EXPORT_WORDS, LEG_COLUMNS, type CallColumn, type LegColumn } from './export-words.ts';

/** A field of a row: a moment is written as each format writes moments, an absent one is an empty field. */
export type Cell = string | number | { readonly momentMs: number } | undefined;

export interface RowMaker {
  readonly callHeads: readonly string[];
  readonly legHeads: readonly string[];
  callRow(record: CallRecord): readonly Cell[];
  legRows(record: CallRecord): readonly (readonly Cell[])[];
}

/** Rows in a language. @param nameOf the name of a user; ids of people who are no longer known stay ids. */
export function rowMaker(locale: Locale, nameOf: (userId: UserId) => string | undefined): RowMaker {
  const words = EXPORT_WORDS[locale];
  const person = (userId: UserId | undefined): Cell => (userId === undefined ? undefined : (nameOf(userId) ?? userId));
  const flag = (value: boolean): string => (value ? words.yes : words.no);
  const callCells = (record: CallRecord): Record<CallColumn, Cell> => ({
    callId: record.callId,
    start: { momentMs: record.startedAt },
    direction: DIRECTION_WORDS[locale][record.direction],
    number: record.ani,
    name: record.name,
    dnis: record.dnis,
    line: record.trunkNo,
    station: record.stationNo,
    agent: person(record.userId),
    rule: record.ruleId,
    path: record.ivrPath.join(' › '),
    ringS: seconds(record.ringMs),
    waitS: seconds(record.waitMs),
    talkS: seconds(record.talkMs),
    holdS: seconds(record.holds?.totalMs),
    holds: record.holds?.count,
    end: moment(record.endedAt),
    endReason: record.endReason === undefined ? words.running : END_REASON_WORDS[locale][record.endReason],
    endedBy: record.endedBy,
    transfers: record.transfers?.length,
    parties: record.parties,
    vip: flag(record.vip ?? false),
    recorded: flag(record.recordings.length > 0),
    missed: flag(isMissed(record)),
    parentId: record.parentId,
    previousId: record.previousId,
    nextId: record.nextId,
  });
  const legCells = (record: CallRecord, leg: LegRecord): Record<LegColumn, Cell> => ({
    callId: record.callId,
    device: deviceWord(leg.device),
    agent: person(leg.userId),
    start: { momentMs: leg.startedAt },
    ring: moment(leg.ringAt),
    answered: moment(leg.answeredAt),
    end: moment(leg.endedAt),
    holdS: seconds(leg.holdMs),
    participation: leg.participation,
    cause: leg.cause,
  });
  const deviceWord = (device: string): string => {
    const [kind, no = ''] = device.split('/');
    return kind === 'trunk' ? words.line(no) : words.station(no);
  };
  return {
    callHeads: CALL_COLUMNS.map((column) => words.columns[column]),
    legHeads: LEG_COLUMNS.map((column) => words.columns[column]),
    callRow: (record) => {
      const cells = callCells(record);
      return CALL_COLUMNS.map((column) => cells[column]);
    },
    legRows: (record) =>
      record.legs.map((leg) => {
        const cells = legCells(record, leg);
        return LEG_COLUMNS.map((column) => cells[column]);
      }),
  };
}

function moment(atMs: number | undefined): Cell {
  return atMs === undefined ? undefined : { momentMs: atMs };
}

function seconds(lengthMs: number | undefined): number | undefined {
  return lengthMs === undefined ? undefined : Math.round(lengthMs / 1_000);
}
