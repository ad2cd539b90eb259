import { createContext, useContext } from 'react';
import type { RootStore } from '../stores/root-store.ts';
import type { SeatActions } from '../stores/seat-actions.ts';
import type { HttpClient } from '../transport/http-client.ts';
import type { BenchAudio, BenchParty } from '../transport/bench-audio.ts';
import type { Disposable } from '../transport/foundation.ts';

export type { BenchAudio, BenchParty } from '../transport/bench-audio.ts';

/** What every scene is given. */
export interface Seat {
  readonly root: RootStore;
  readonly actions: SeatActions;
  /** For files only; everything else goes through the stores. */
  readonly http: HttpClient;
  /** Joins the tester's headset to a party of the simulated world; `onLost` when the connection breaks. */
  readonly joinBenchAudio: (party: BenchParty, talk: boolean, onLost: () => void) => Promise<BenchAudio>;
  /** Plays both sides of a channel in this browser; `onLost` when the connection breaks or is refused. */
  readonly listenToChannel: (channel: number, onLost: () => void) => Promise<Disposable>;
}

export const SeatContext = createContext<Seat | undefined>(undefined);

export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (seat === undefined) throw new Error('a scene was rendered outside of SeatContext');
  return seat;
}
