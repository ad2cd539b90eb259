import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { BenchState } from '../../../src-main/contract/bench.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDuration } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';

const STEPS_S = [1, 10, 45] as const;

/** Simulated time; where the clock is stepped, the tester moves it. */
export const BenchClock = observer(function BenchClock(props: { readonly state: BenchState }): ReactElement {
  const { bench } = useSeat().root;
  const words = useWords().messages.bench;
  const { clock, nowMs } = props.state;
  return (
    <div className="bench-clock" role="group" aria-label={words.clock}>
      <Glyph name="clock" />
      <span className="timer">{formatDuration(nowMs)}</span>
      {clock === 'real' && <span className="pill">{words.realClock}</span>}
      {clock === 'stepped' &&
        STEPS_S.map((seconds) => (
          <Button
            key={seconds}
            size="small"
            disabled={bench.running}
            onClick={() => void bench.advance(seconds * 1000)}
          >
            {words.advance(seconds)}
          </Button>
        ))}
      {clock === 'stepped' && (
        <Button size="small" type="primary" onClick={() => (bench.running ? bench.stop() : void bench.run())}>
          {bench.running ? words.stop : words.run}
        </Button>
      )}
    </div>
  );
});
