import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { Disposable } from '../../transport/foundation.ts';
import { useSeat } from '../seat-context.ts';

export interface MonitorEar {
  /** The channel that this browser plays now; one at a time. */
  readonly channel: number | undefined;
  /** The channel whose sound was lost, or never came. */
  readonly lost: number | undefined;
  listen(channel: number): void;
  stop(): void;
}

const MonitorEarContext = createContext<MonitorEar | undefined>(undefined);

export function useMonitorEar(): MonitorEar {
  const ear = useContext(MonitorEarContext);
  if (ear === undefined) throw new Error('a channel card was rendered outside of the board console');
  return ear;
}

/** Owns the console's one ear; leaving the console takes it off. */
export function MonitorProvider(props: { readonly children: ReactNode }): ReactElement {
  const { listenToChannel } = useSeat();
  const link = useRef<Disposable | undefined>(undefined);
  const turns = useRef(0);
  const [channel, setChannel] = useState<number>();
  const [lost, setLost] = useState<number>();
  const stop = useCallback(() => {
    turns.current += 1;
    link.current?.dispose();
    link.current = undefined;
    setChannel(undefined);
    setLost(undefined);
  }, []);
  const listen = useCallback(
    (next: number) => {
      stop();
      const mine = turns.current;
      const onLost = (): void => {
        if (mine !== turns.current) return;
        stop();
        setLost(next);
      };
      setChannel(next);
      void listenToChannel(next, onLost).then((opened) => {
        if (mine !== turns.current) return opened.dispose();
        link.current = opened;
      }, onLost);
    },
    [stop, listenToChannel],
  );
  useEffect(() => stop, [stop]);
  const ear = useMemo(() => ({ channel, lost, listen, stop }), [channel, lost, listen, stop]);
  return <MonitorEarContext.Provider value={ear}>{props.children}</MonitorEarContext.Provider>;
}
