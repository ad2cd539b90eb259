import { agentsOf, isMissed, stationsOf } from '../contract/call-record-filter.ts';
import type { CallRecord, CallRecordFilter } from '../contract/call-record.ts';
import { bareNumber, searchableName, searchableNumbers } from '../contract/searchable-text.ts';

/**
 * What a call is found by, as words of ASCII letters and digits: one for each thing that a filter may ask for, and one
 * for each three digits of the number and each one or two letters of the name. An index over these words (term-index.ts)
 * answers any combination of filters without reading a record.
 */
export function termsOf(record: CallRecord): readonly string[] {
  const digits = searchableNumbers(record.ani)[0] ?? '';
  const name = Array.from(searchableName(record.name));
  return [
    directionTerm(record.direction),
    ...[...stationsOf(record)].map(stationTerm),
    ...[...agentsOf(record)].map(agentTerm),
    ...(record.trunkNo === undefined ? [] : [trunkTerm(record.trunkNo)]),
    ...(record.ruleId === undefined ? [] : [ruleTerm(record.ruleId)]),
    ...(record.endReason === undefined ? [] : [reasonTerm(record.endReason)]),
    ...(isMissed(record) ? [MISSED_TERM] : [NOT_MISSED_TERM]),
    record.recordings.length > 0 ? 'rec' : 'norec',
    record.vip === true ? 'vip' : 'novip',
    ...TALK_STEPS_S.filter((step) => (record.talkMs ?? 0) >= step * 1_000).map(talkTerm),
    ...new Set(grams(Array.from(digits), 3).map((gram) => `n${gram.join('')}`)),
    ...new Set([...grams(name, 1), ...grams(name, 2)].map(nameTerm)),
  ];
}

/** Words that the records must have, as alternatives of which one must be had whole. */
export interface SoughtTerms {
  readonly all: readonly string[];
  readonly anyOf: readonly (readonly string[])[];
}

/**
 * The words of a filter. They narrow and do not decide: three digits may stand in a number apart from each other, so
 * texts and talk time are compared again in the rows. Times are not in the words, because the list is ordered by them.
 */
export function soughtTerms(filter: CallRecordFilter): SoughtTerms {
  const { direction, stationNo, userId, trunkNo, ruleId, endReason, recorded, missed, vip, minTalkMs } = filter;
  const step = TALK_STEPS_S.findLast((each) => minTalkMs !== undefined && each * 1_000 <= minTalkMs);
  return {
    all: [
      ...(direction === undefined ? [] : [directionTerm(direction)]),
      ...(stationNo === undefined ? [] : [stationTerm(stationNo)]),
      ...(userId === undefined ? [] : [agentTerm(userId)]),
      ...(trunkNo === undefined ? [] : [trunkTerm(trunkNo)]),
      ...(ruleId === undefined ? [] : [ruleTerm(ruleId)]),
      ...(endReason === undefined ? [] : [reasonTerm(endReason)]),
      ...(recorded === undefined ? [] : [recorded ? 'rec' : 'norec']),
      ...(missed === undefined ? [] : [missed ? MISSED_TERM : NOT_MISSED_TERM]),
      ...(vip === undefined ? [] : [vip ? 'vip' : 'novip']),
      ...(step === undefined ? [] : [talkTerm(step)]),
      ...numberTerms(filter.number ?? ''),
      ...nameTerms(filter.name ?? ''),
    ],
    anyOf: searchAlternatives(filter.search ?? ''),
  };
}

export const MISSED_TERM = 'missed';
const NOT_MISSED_TERM = 'notmissed';

export function agentTerm(userId: string): string {
  return `u${hex(userId)}`;
}

export function stationTerm(stationNo: string): string {
  return `s${hex(stationNo)}`;
}

/** Seconds of talk that have a word of their own; those between are compared in the rows. */
const TALK_STEPS_S = [1, 10, 30, 60, 120, 180, 300, 600, 1_200, 1_800, 3_600, 7_200];

/** A text that words cannot narrow leaves the whole search to the rows. */
function searchAlternatives(search: string): readonly (readonly string[])[] {
  const alternatives = [
    ...(bareNumber(search) === '' ? [] : [numberTerms(search)]),
    ...(searchableName(search) === '' ? [] : [nameTerms(search)]),
  ];
  return alternatives.some((terms) => terms.length === 0) ? [] : alternatives;
}

/** None for fewer than three digits: nearly every number has them, the newest page is found by reading. */
function numberTerms(text: string): readonly string[] {
  return [...new Set(grams(Array.from(bareNumber(text)), 3).map((gram) => `n${gram.join('')}`))];
}

function nameTerms(text: string): readonly string[] {
  const letters = Array.from(searchableName(text));
  return [...new Set(grams(letters, letters.length === 1 ? 1 : 2).map(nameTerm))];
}

function grams(letters: readonly string[], length: number): readonly (readonly string[])[] {
  return letters.slice(0, Math.max(0, letters.length - length + 1)).map((_, at) => letters.slice(at, at + length));
}

/** Letters by their code points, because what a letter is changes between versions of Unicode and of databases. */
function nameTerm(letters: readonly string[]): string {
  return `m${letters.map((letter) => (letter.codePointAt(0) ?? 0).toString(36).padStart(4, '0')).join('')}`;
}

function directionTerm(direction: string): string {
  return `d${direction}`;
}

function trunkTerm(trunkNo: number): string {
  return `t${trunkNo}`;
}

function ruleTerm(ruleId: string): string {
  return `r${hex(ruleId)}`;
}

function reasonTerm(reason: string): string {
  return `e${reason.toLowerCase().replaceAll('_', '')}`;
}

function talkTerm(seconds: number): string {
  return `l${seconds}`;
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
