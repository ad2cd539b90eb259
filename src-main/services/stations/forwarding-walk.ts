import type { StationForwarding } from '../../contract/stations.ts';

/** What a number that is dialled at a station leads to. */
export type NumberReading =
  | { readonly kind: 'station'; readonly stationNo: string }
  | { readonly kind: 'outside'; readonly digits: string }
  /** A number of the house's own lines: the call would come in again. */
  | { readonly kind: 'ownTrunk' }
  | { readonly kind: 'nowhere' };

export type ReadHouseNumber = (number: string) => NumberReading;

/** Everything that calls can come to from some numbers, by the forwarding of the stations on the way. */
export interface ForwardingWalk {
  readonly stationNos: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
  readonly meetsOwnTrunk: boolean;
  readonly meetsNowhere: boolean;
}

/** Follows every forwarding, whatever it waits for; each station once, so that a loop comes to an end. Pure. */
export function walkForwarding(
  numbers: readonly string[],
  forwardingOf: (stationNo: string) => StationForwarding,
  read: ReadHouseNumber,
): ForwardingWalk {
  const stationNos = new Set<string>();
  const outside = new Set<string>();
  let meetsOwnTrunk = false;
  let meetsNowhere = false;
  // A set's loop takes in what is added on the way.
  const ahead = new Set(numbers);
  for (const number of ahead) {
    const reading = read(number);
    if (reading.kind === 'ownTrunk') meetsOwnTrunk = true;
    if (reading.kind === 'nowhere') meetsNowhere = true;
    if (reading.kind === 'outside') outside.add(reading.digits);
    if (reading.kind !== 'station' || stationNos.has(reading.stationNo)) continue;
    stationNos.add(reading.stationNo);
    for (const next of targetsOf(forwardingOf(reading.stationNo))) ahead.add(next);
  }
  return { stationNos, outside, meetsOwnTrunk, meetsNowhere };
}

/** Where a station's calls may go instead; what goes always leaves the others without effect. */
export function targetsOf({ always, busy, noAnswer }: StationForwarding): readonly string[] {
  if (always !== undefined) return [always];
  return [...(busy === undefined ? [] : [busy]), ...(noAnswer === undefined ? [] : [noAnswer.number])];
}
