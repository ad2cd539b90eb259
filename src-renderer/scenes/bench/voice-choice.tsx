import { Segmented } from 'antd';
import type { ReactElement } from 'react';
import type { VoiceSource } from '../../../src-main/contract/bench.ts';
import { useWords } from '../../components/seat-words.ts';

type VoiceKind = 'silence' | 'tone' | 'speech' | 'live';

/** -18 dBm0 is the level of ordinary speech on a line. */
const SPEECH_LEVEL_DBM0 = -18;
const VOICES: Record<VoiceKind, (seed: number, toneHz: number) => VoiceSource> = {
  silence: () => ({ kind: 'silence' }),
  tone: (_seed, toneHz) => ({ kind: 'tone', hz: toneHz, levelDbm0: SPEECH_LEVEL_DBM0 }),
  speech: (seed) => ({ kind: 'speech', seed, levelDbm0: SPEECH_LEVEL_DBM0 }),
  live: () => ({ kind: 'live' }),
};

/** What this mouth says. `voice` is the server's word for it; `seed` and `toneHz` make parties sound different. */
export function VoiceChoice(props: {
  readonly voice: string;
  readonly seed: number;
  readonly toneHz: number;
  readonly onSpeak: (voice: VoiceSource) => void;
}): ReactElement {
  const words = useWords().messages.bench;
  const kinds: readonly VoiceKind[] = ['silence', 'tone', 'speech', 'live'];
  const current = kinds.find((kind) => props.voice.startsWith(kind)) ?? 'silence';
  return (
    <Segmented<VoiceKind>
      size="small"
      className="voice-choice"
      aria-label={words.speak}
      value={current}
      options={kinds.map((value) => ({ value, label: words.voices[value] }))}
      onChange={(kind) => props.onSpeak(VOICES[kind](props.seed, props.toneHz))}
    />
  );
}
