import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { formatDuration } from '../locales/time-format.ts';
import { Glyph } from './glyph.tsx';
import { useWords } from './seat-words.ts';
import { StereoWave, type WaveGap } from './stereo-wave.tsx';
import { summariseWav, type WavSummary } from './wav-peaks.ts';

export interface RecordingPlayerProps {
  /** Plays in the browser. */
  readonly source: string;
  /** The file as it was recorded. */
  readonly download: string;
  readonly lengthMs: number;
  readonly gaps: readonly WaveGap[];
  /** Fetches the file for the wave view; undefined when it could not be had. */
  readonly fetchBytes: (path: string, signal: AbortSignal) => Promise<ArrayBuffer | undefined>;
}

const SLICES = 380;
const SKIP_S = 5;
const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

type Wave =
  { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'read'; readonly summary: WavSummary };

/** Plays one recording: two-leg wave, seek by mouse and keys, speed, gaps in words, download. */
export function RecordingPlayer(props: RecordingPlayerProps): ReactElement {
  const { source, download, lengthMs, gaps, fetchBytes } = props;
  const { messages } = useWords();
  const words = messages.player;
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [positionMs, setPositionMs] = useState(0);
  const [speed, setSpeed] = useState(1);
  const wave = useWave(source, fetchBytes);
  const seekTo = (ms: number): void => {
    const element = audio.current;
    if (element === null) return;
    element.currentTime = Math.min(Math.max(0, ms), lengthMs) / 1000;
    setPositionMs(element.currentTime * 1000);
  };
  const toggle = (): void => {
    const element = audio.current;
    if (element === null) return;
    if (element.paused) void element.play().catch(() => setPlaying(false));
    else element.pause();
  };
  const changeSpeed = (next: number): void => {
    setSpeed(next);
    if (audio.current !== null) audio.current.playbackRate = next;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const skips: Readonly<Record<string, number>> = { ArrowLeft: -SKIP_S, ArrowRight: SKIP_S };
    const skip = skips[event.key];
    const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
    if (skip !== undefined) seekTo(positionMs + skip * 1000);
    else if (event.key === ' ' && !onButton) toggle();
    else return;
    event.preventDefault();
  };
  return (
    <div className="player" role="group" aria-label={words.label} onKeyDown={onKeyDown}>
      <div className="player-wave">
        <span className="leg-name leg-name-line">{words.customer}</span>
        <span className="leg-name leg-name-seat">{words.agent}</span>
        <StereoWave
          summary={wave.kind === 'read' ? wave.summary : undefined}
          lengthMs={lengthMs}
          positionMs={positionMs}
          gaps={gaps}
          onSeek={seekTo}
        />
        {wave.kind !== 'read' && (
          <span className="wave-note">{wave.kind === 'loading' ? words.loading : words.failed}</span>
        )}
      </div>
      <input
        type="range"
        className="player-slider"
        aria-label={words.position}
        aria-valuetext={`${formatDuration(positionMs)} / ${formatDuration(lengthMs)}`}
        min={0}
        max={lengthMs}
        step={100}
        value={positionMs}
        onChange={(event) => seekTo(Number(event.target.value))}
      />
      <div className="player-controls">
        <button type="button" className="player-play" onClick={toggle} aria-label={playing ? words.pause : words.play}>
          <Glyph name={playing ? 'pause' : 'play'} solid={!playing} size={16} />
        </button>
        <span className="timer">
          {formatDuration(positionMs)} / {formatDuration(lengthMs)}
        </span>
        <select
          className="player-speed"
          aria-label={words.speed}
          value={speed}
          onChange={(event) => changeSpeed(Number(event.target.value))}
        >
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              {each}×
            </option>
          ))}
        </select>
        <a className="player-download" href={download} download>
          <Glyph name="download" size={15} /> {words.download}
        </a>
      </div>
      <GapLines gaps={gaps} />
      <p className="faint small">{words.hint}</p>
      <audio
        ref={audio}
        src={source}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setPositionMs(event.currentTarget.currentTime * 1000)}
      />
    </div>
  );
}

/** Where the recording has no sound, and why. */
function GapLines(props: { readonly gaps: readonly WaveGap[] }): ReactElement {
  return (
    <>
      {props.gaps.map((gap) => (
        <p key={gap.atMs} className="player-gap">
          <Glyph name="warning" size={15} /> {formatDuration(gap.atMs)} {gap.explanation}
        </p>
      ))}
    </>
  );
}

function useWave(source: string, fetchBytes: RecordingPlayerProps['fetchBytes']): Wave {
  const [wave, setWave] = useState<Wave>({ kind: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    setWave({ kind: 'loading' });
    void fetchBytes(source, abort.signal).then((bytes) => {
      if (abort.signal.aborted) return;
      const summary = bytes === undefined ? undefined : summariseWav(bytes, SLICES);
      setWave(summary === undefined ? { kind: 'failed' } : { kind: 'read', summary });
    });
    return () => abort.abort();
  }, [source, fetchBytes]);
  return wave;
}
