import { isMissed } from '../../contract/call-record-filter.ts';
import type { CallRecord, LegRecord } from '../../contract/call-record.ts';
import type { UserId } from '../../contract/ids.ts';
import { DIRECTION_WORDS, END_REASON_WORDS } from '../../contract/record-words.ts';
import type { Locale } from '../../contract/users.ts';
import {
  CALL_COLUMNS,
  EXPORT_WORDS,
  LEG_COLUMNS,
  type CallColumn,
  type ExportWords,
  type LegColumn,
} from './export-words.ts';

/** A field of a row: a moment is written as each format writes moments, an absent one is an empty field. */
export type Cell = string | number | { readonly momentMs: number } | undefined;

/** Rows in a language. Ids of people who are no longer known stay ids. */
export class RowMaker {
  readonly #locale: Locale;
  readonly #words: ExportWords;
  readonly #nameOf: (userId: UserId) => string | undefined;

  constructor(locale: Locale, nameOf: (userId: UserId) => string | undefined) {
    this.#locale = locale;
    this.#words = EXPORT_WORDS[locale];
    this.#nameOf = nameOf;
  }

  get callHeads(): readonly string[] {
    return CALL_COLUMNS.map((column) => this.#words.columns[column]);
  }

  get legHeads(): readonly string[] {
    return LEG_COLUMNS.map((column) => this.#words.columns[column]);
  }

  callRow(record: CallRecord): readonly Cell[] {
    const cells = this.#callCells(record);
    return CALL_COLUMNS.map((column) => cells[column]);
  }

  legRows(record: CallRecord): readonly (readonly Cell[])[] {
    return record.legs.map((leg) => {
      const cells = this.#legCells(record, leg);
      return LEG_COLUMNS.map((column) => cells[column]);
    });
  }

  #callCells(record: CallRecord): Record<CallColumn, Cell> {
    const { endReason } = record;
    return {
      callId: record.callId,
      start: { momentMs: record.startedAt },
      direction: DIRECTION_WORDS[this.#locale][record.direction],
      number: record.ani,
      name: record.name,
      dnis: record.dnis,
      line: record.trunkNo,
      station: record.stationNo,
      agent: this.#person(record.userId),
      rule: record.ruleId,
      path: record.ivrPath.join(' › '),
      ringS: seconds(record.ringMs),
      waitS: seconds(record.waitMs),
      talkS: seconds(record.talkMs),
      holdS: seconds(record.holds?.totalMs),
      holds: record.holds?.count,
      end: moment(record.endedAt),
      endReason: endReason === undefined ? this.#words.running : END_REASON_WORDS[this.#locale][endReason],
      endedBy: record.endedBy === undefined ? undefined : this.#words.endedBy[record.endedBy],
      transfers: record.transfers?.length,
      parties: record.parties,
      vip: this.#flag(record.vip ?? false),
      recorded: this.#flag(record.recordings.length > 0),
      missed: this.#flag(isMissed(record)),
      parentId: record.parentId,
      previousId: record.previousId,
      nextId: record.nextId,
    };
  }

  #legCells(record: CallRecord, leg: LegRecord): Record<LegColumn, Cell> {
    const [kind, no = ''] = leg.device.split('/');
    return {
      callId: record.callId,
      device: kind === 'trunk' ? this.#words.line(no) : this.#words.station(no),
      agent: this.#person(leg.userId),
      start: { momentMs: leg.startedAt },
      ring: moment(leg.ringAt),
      answered: moment(leg.answeredAt),
      end: moment(leg.endedAt),
      holdS: seconds(leg.holdMs),
      participation: leg.participation === undefined ? undefined : this.#words.participation[leg.participation],
      cause: leg.cause,
    };
  }

  #person(userId: UserId | undefined): Cell {
    return userId === undefined ? undefined : (this.#nameOf(userId) ?? userId);
  }

  #flag(value: boolean): string {
    return value ? this.#words.yes : this.#words.no;
  }
}

function moment(atMs: number | undefined): Cell {
  return atMs === undefined ? undefined : { momentMs: atMs };
}

function seconds(lengthMs: number | undefined): number | undefined {
  return lengthMs === undefined ? undefined : Math.round(lengthMs / 1_000);
}
