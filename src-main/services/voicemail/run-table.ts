import { stepTable, type StateTable } from '../../foundation/state-table.ts';

/** A machine whose states work: what the work of a state comes to is the event that steps the table. */
export interface WorkingTable<State extends string, Event extends string, Action extends string> {
  readonly table: StateTable<State, Event, Action>;
  readonly start: State;
  readonly last: State;
  /** What a state does until something happens. The last state's is never asked for. */
  readonly work: { readonly [In in State]: () => Promise<Event> };
  /** In order, each to its end, before the next state works. */
  readonly actions: { readonly [Name in Action]: () => void | Promise<void> };
  /** Told of each state before the actions that lead to it, also when it is the one before. */
  readonly entered: (state: State) => void;
}

/**
 * Runs until the last state.
 *
 *   state ─▶ its work ─▶ event ─▶ row ─▶ next state ─▶ actions of the row
 *
 * An event that the table does not have is a defect and thrown.
 */
export async function runTable<State extends string, Event extends string, Action extends string>(
  machine: WorkingTable<State, Event, Action>,
): Promise<void> {
  let state = machine.start;
  machine.entered(state);
  while (state !== machine.last) {
    const event = await machine.work[state]();
    const step = stepTable<State, Event, Action>(machine.table, state, event);
    if (step.kind === 'refused') throw new Error(`voicemail: ${event} was refused in ${state}`);
    if (step.kind === 'ignored') continue;
    state = step.to;
    machine.entered(state);
    for (const action of step.actions) await machine.actions[action]();
  }
}
