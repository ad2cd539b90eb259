import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { ErrorBody } from '../../../src-main/contract/error-codes.ts';
import { Glyph, type GlyphName } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { useMonitorEar } from './monitor-context.tsx';

/** Hearing a channel: here in the browser, or on the board PC's loudspeaker. Nobody on the line notices. */
export const MonitorKeys = observer(function MonitorKeys(props: { readonly channel: number }): ReactElement {
  const { channel } = props;
  const { root } = useSeat();
  const ear = useMonitorEar();
  const { messages } = useWords();
  const words = messages.board;
  const [refused, setRefused] = useState<ErrorBody>();
  const here = ear.channel === channel;
  const onBoard = root.board.facts?.loudspeaker === channel;
  const onLoudspeaker = (): void => {
    setRefused(undefined);
    void root.board.setLoudspeaker(onBoard ? undefined : channel).then((done) => {
      if (!done.ok) setRefused(done.error);
    });
  };
  return (
    <>
      <div className="monitor-keys">
        <MonitorKey
          glyph="headset"
          on={here}
          word={here ? words.stopListening : words.listen}
          hint={words.listenHint}
          onPress={() => (here ? ear.stop() : ear.listen(channel))}
        />
        <MonitorKey
          glyph="sound"
          on={onBoard}
          word={onBoard ? words.loudspeakerOff : words.loudspeaker}
          hint={words.loudspeakerHint}
          onPress={onLoudspeaker}
        />
      </div>
      {ear.lost === channel && <p className="monitor-trouble">{messages.bench.audioLost}</p>}
      {refused !== undefined && <p className="monitor-trouble">{messages.codes.errors[refused.code]}</p>}
    </>
  );
});

function MonitorKey(props: {
  readonly glyph: GlyphName;
  readonly on: boolean;
  readonly word: string;
  readonly hint: string;
  readonly onPress: () => void;
}): ReactElement {
  const { glyph, on, word, hint, onPress } = props;
  return (
    <button
      type="button"
      className={on ? 'monitor-key monitor-on' : 'monitor-key'}
      aria-pressed={on}
      title={hint}
      onClick={onPress}
    >
      <Glyph name={glyph} size={15} />
      <span className="monitor-word">{word}</span>
    </button>
  );
}
