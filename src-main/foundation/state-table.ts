/**
 * State machines as data. A table names, for every state, what each event leads to; a pair that is not in
 * the table is refused, one that is there as 'ignore' is expected and changes nothing. A table that `satisfies
 * StateTable<…>` and forgets a state does not compile.
 */
export interface Transition<State extends string, Action extends string = never> {
  readonly to: State;
  /** Names, carried out by the machine's runner in this order. */
  readonly actions?: readonly Action[];
}

export type Row<State extends string, Action extends string = never> = Transition<State, Action> | 'ignore';

export type StateTable<State extends string, Event extends string, Action extends string = never> = {
  readonly [From in State]: { readonly [On in Event]?: Row<State, Action> };
};

export type Step<State extends string, Action extends string = never> =
  | { readonly kind: 'moved'; readonly to: State; readonly actions: readonly Action[] }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'refused' };

const IGNORED = { kind: 'ignored' } as const;
const REFUSED = { kind: 'refused' } as const;
const NO_ACTIONS: readonly never[] = [];

/** One step of the machine; pure. What becomes of a refusal is its caller's business. */
export function stepTable<State extends string, Event extends string, Action extends string = never>(
  table: StateTable<State, Event, Action>,
  state: State,
  event: Event,
): Step<State, Action> {
  const row: Row<State, Action> | undefined = table[state][event];
  if (row === undefined) return REFUSED;
  if (row === 'ignore') return IGNORED;
  return { kind: 'moved', to: row.to, actions: row.actions ?? NO_ACTIONS };
}

/** One row in words, for tests that visit each and for pictures. `to` is undefined where the event is ignored. */
export interface TableRow {
  readonly from: string;
  readonly on: string;
  readonly to: string | undefined;
  readonly actions: readonly string[];
}

export function tableRows<State extends string, Event extends string, Action extends string = never>(
  table: StateTable<State, Event, Action>,
): readonly TableRow[] {
  const states: readonly [string, Readonly<Record<string, Row<State, Action> | undefined>>][] = Object.entries(table);
  return states.flatMap(([from, rows]) =>
    Object.entries(rows).flatMap(([on, row]): TableRow[] => {
      if (row === undefined) return [];
      return row === 'ignore'
        ? [{ from, on, to: undefined, actions: [] }]
        : [{ from, on, to: row.to, actions: row.actions ?? [] }];
    }),
  );
}
