import { Checkbox } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { BenchAudioProvider } from './bench-audio-context.tsx';
import { BenchClock } from './bench-clock.tsx';
import { LineCard } from './line-card.tsx';
import { NoticeList } from './notice-list.tsx';
import { PhoneCard } from './phone-card.tsx';

/** The simulated world under the tester's hands: outside lines, desk phones, time, and what was noticed. */
export const BenchScene = observer(function BenchScene(): ReactElement | undefined {
  const { bench } = useSeat().root;
  const { messages } = useWords();
  const words = messages.bench;
  const [busyOnly, setBusyOnly] = useState(false);
  const { state } = bench;
  if (state === undefined) return undefined;
  const lines = state.lines.filter((line) => !busyOnly || line.state !== 'idle');
  const phones = state.phones.filter((phone) => !busyOnly || phone.hookOff || phone.ringing);
  return (
    <BenchAudioProvider>
      <div className="bench">
        <div className="bench-head">
          <h1>{words.title}</h1>
          <span className="faint">{words.lead}</span>
          <Checkbox checked={busyOnly} onChange={(event) => setBusyOnly(event.target.checked)}>
            {words.filterBusy}
          </Checkbox>
          <BenchClock state={state} />
        </div>
        <BenchRefusal />
        <div className="bench-columns">
          <section aria-label={words.trunks}>
            <h2>{words.trunks}</h2>
            <div className="bench-cards">
              {lines.map((line) => (
                <LineCard key={line.trunkNo} line={line} />
              ))}
            </div>
          </section>
          <section aria-label={words.phones}>
            <h2>{words.phones}</h2>
            <div className="bench-cards">
              {phones.map((phone) => (
                <PhoneCard key={phone.phoneNo} phone={phone} />
              ))}
            </div>
          </section>
          <NoticeList />
        </div>
      </div>
    </BenchAudioProvider>
  );
});

const BenchRefusal = observer(function BenchRefusal(): ReactElement {
  const { bench } = useSeat().root;
  const { messages } = useWords();
  return (
    <div role="alert">
      {bench.refusal !== undefined && (
        <p className="refusal">
          <Glyph name="warning" size={18} />
          <span>
            <b>{messages.refusedPrefix}</b> {messages.codes.errors[bench.refusal.code]}
          </span>
          <button type="button" className="quiet-key" onClick={() => bench.dismiss()}>
            {messages.dismiss}
          </button>
        </p>
      )}
    </div>
  );
});
