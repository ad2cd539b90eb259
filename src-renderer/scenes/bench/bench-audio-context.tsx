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
import { useSeat, type BenchAudio, type BenchParty } from '../seat-context.ts';

export interface BenchEar {
  /** The party that is listened to now; one at a time. */
  readonly party: BenchParty | undefined;
  readonly talking: boolean;
  /** The last attempt gave no microphone, or the connection broke. */
  readonly trouble: 'noMicrophone' | 'audioLost' | undefined;
  join(party: BenchParty, talk: boolean): void;
  leave(): void;
}

const BenchEarContext = createContext<BenchEar | undefined>(undefined);

export function useBenchEar(): BenchEar {
  const ear = useContext(BenchEarContext);
  if (ear === undefined) throw new Error('a bench card was rendered outside of the bench');
  return ear;
}

/** Owns the tester's one headset; leaving the bench hangs it up. */
export function BenchAudioProvider(props: { readonly children: ReactNode }): ReactElement {
  const { joinBenchAudio } = useSeat();
  const link = useRef<BenchAudio | undefined>(undefined);
  const joins = useRef(0);
  const [party, setParty] = useState<BenchParty>();
  const [talking, setTalking] = useState(false);
  const [trouble, setTrouble] = useState<BenchEar['trouble']>();
  const leave = useCallback(() => {
    joins.current += 1;
    link.current?.dispose();
    link.current = undefined;
    setParty(undefined);
    setTalking(false);
  }, []);
  const join = useCallback(
    (next: BenchParty, talk: boolean) => {
      leave();
      const mine = joins.current;
      const onLost = (): void => {
        if (mine !== joins.current) return;
        leave();
        setTrouble('audioLost');
      };
      setTrouble(undefined);
      setParty(next);
      void joinBenchAudio(next, talk, onLost).then((opened) => {
        if (mine !== joins.current) return opened.dispose();
        link.current = opened;
        setTalking(opened.hasMicrophone);
        if (talk && !opened.hasMicrophone) setTrouble('noMicrophone');
      }, onLost);
    },
    [leave, joinBenchAudio],
  );
  useEffect(() => leave, [leave]);
  const ear = useMemo(() => ({ party, talking, trouble, join, leave }), [party, talking, trouble, join, leave]);
  return <BenchEarContext.Provider value={ear}>{props.children}</BenchEarContext.Provider>;
}
