import type { Moment } from './world.ts';

const COLUMNS = { world: 'world', line: 'line', call: 'call', seat: 'seat', story: 'STORY' } as const;
const KEPT_MOMENTS = 5000;

/** What happened in all layers, merged by world time. Printed when a scenario fails. */
export class TimeLine {
  #moments: Moment[] = [];

  add(moment: Moment): void {
    this.#moments.push(moment);
    if (this.#moments.length > KEPT_MOMENTS) this.#moments = this.#moments.slice(-KEPT_MOMENTS / 2);
  }

  moments(): readonly Moment[] {
    return this.#moments.toSorted((left, right) => left.atMs - right.atMs);
  }

  print(): string {
    return this.moments().map(lineOf).join('\n');
  }
}

function lineOf(moment: Moment): string {
  const seconds = (moment.atMs / 1000).toFixed(2).padStart(9);
  return `${seconds} s  ${COLUMNS[moment.source].padEnd(5)}  ${moment.who.padEnd(14)}  ${moment.what}`;
}
