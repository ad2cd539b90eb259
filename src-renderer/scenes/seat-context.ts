import { createContext, useContext } from 'react';
import type { RootStore } from '../stores/root-store.ts';
import type { SeatActions } from '../stores/seat-actions.ts';
import type { HttpClient } from '../transport/http-client.ts';
import type { OpenHeadset } from '../transport/bench-audio.ts';

/** What every scene is given. */
export interface Seat {
  readonly root: RootStore;
  readonly actions: SeatActions;
  /** For files only; everything else goes through the stores. */
  readonly http: HttpClient;
  readonly openHeadset: OpenHeadset;
}

export const SeatContext = createContext<Seat | undefined>(undefined);

export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (seat === undefined) throw new Error('a scene was rendered outside of SeatContext');
  return seat;
}
