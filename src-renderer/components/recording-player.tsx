// Over 250 lines: one element of sound with everything that steers it.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { formatDuration } from '../locales/time-format.ts';
import { Glyph } from './glyph.tsx';
import { PlayedSpan } from './played-span.ts';
import { MarkForm, MarkList, type PlayerMark } from './player-marks.tsx';
import { useWords } from './seat-words.ts';
import { silenceEndAt, silencesOf, type Stretch } from './silences.ts';
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
  /** In order of their moments. */
  readonly marks?: readonly PlayerMark[];
  /** Absent when marks may not be made. Resolves with whether it was saved. */
  readonly onAddMark?: (atMs: number, text: string) => Promise<boolean>;
  readonly onRemoveMark?: (markId: string) => void;
  /** What was heard without a break. */
  readonly onPlayed?: (span: Stretch) => void;
}

const SLICES = 380;
const SKIP_S = 5;
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
/** A mark this close behind is the one that one has just heard. */
const MARK_SLACK_MS = 1_500;
const NO_MARKS: readonly PlayerMark[] = [];

type Wave =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly summary: WavSummary; readonly silences: readonly Stretch[] };

/** Plays one recording: two-leg wave, seek by mouse and keys, speed, skipping of silence, marks, gaps in words. */
export function RecordingPlayer(props: RecordingPlayerProps): ReactElement {
  const { source, download, lengthMs, gaps, fetchBytes, marks = NO_MARKS, onAddMark, onPlayed } = props;
  const { messages } = useWords();
  const words = messages.player;
  const wave = useWave(source, lengthMs, fetchBytes);
  const silences = wave.kind === 'read' ? wave.silences : [];
  const [skips, setSkips] = useState(false);
  const [markAtMs, setMarkAtMs] = useState<number | undefined>(undefined);
  const sound = useSound({ lengthMs, silences: skips ? silences : [], onPlayed });
  const { positionMs, playing, seekTo, toggle } = sound;
  const beginMark = (): void => setMarkAtMs(Math.round(positionMs));
  const jump = (direction: -1 | 1): void => {
    const before = marks.findLast(({ atMs }) => atMs < positionMs - MARK_SLACK_MS);
    const target = direction < 0 ? before : marks.find(({ atMs }) => atMs > positionMs + 1);
    if (target !== undefined) seekTo(target.atMs);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
    const act = keyAction(event, onButton, {
      skip: (seconds) => seekTo(positionMs + seconds * 1000),
      toggle,
      jump,
      mark: onAddMark === undefined ? undefined : beginMark,
      toggleSkips: () => setSkips(!skips),
    });
    if (act === undefined) return;
    event.preventDefault();
    act();
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
          marksMs={marks.map((mark) => mark.atMs)}
          silences={skips ? silences : []}
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
        <SpeedChoice speed={sound.speed} onChange={sound.setSpeed} />
        <SilenceSwitch silences={silences} on={skips} onChange={setSkips} />
        {onAddMark !== undefined && (
          <button type="button" className="quiet-key" title="Ctrl+M" onClick={beginMark}>
            <Glyph name="mark" size={15} /> {messages.recordings.addMark}
          </button>
        )}
        <a className="player-download" href={download} download>
          <Glyph name="download" size={15} /> {words.download}
        </a>
      </div>
      {markAtMs !== undefined && onAddMark !== undefined && (
        <NewMark atMs={markAtMs} onAddMark={onAddMark} onOver={() => setMarkAtMs(undefined)} />
      )}
      {marks.length > 0 && <MarkList marks={marks} onJump={seekTo} onRemove={(id) => props.onRemoveMark?.(id)} />}
      <GapLines gaps={gaps} />
      <p className="faint small">
        {[messages.recordings.hint, ...(onAddMark === undefined ? [] : [messages.recordings.markHint])].join(
          messages.listComma,
        )}
      </p>
      <audio
        ref={sound.element}
        src={source}
        preload="metadata"
        onPlay={sound.onPlay}
        onPause={sound.onPause}
        onTimeUpdate={(event) => sound.onTime(event.currentTarget.currentTime * 1000)}
      />
    </div>
  );
}

interface KeyTargets {
  readonly skip: (seconds: number) => void;
  readonly toggle: () => void;
  readonly jump: (direction: -1 | 1) => void;
  readonly mark: (() => void) | undefined;
  readonly toggleSkips: () => void;
}

/** What a key does in the player; undefined leaves it to whoever else wants it. */
function keyAction(event: KeyboardEvent, onButton: boolean, to: KeyTargets): (() => void) | undefined {
  if (event.ctrlKey) return event.key.toLowerCase() === 'm' ? to.mark : undefined;
  if (event.altKey || event.metaKey) return undefined;
  switch (event.key) {
    case 'ArrowLeft':
      return () => to.skip(-SKIP_S);
    case 'ArrowRight':
      return () => to.skip(SKIP_S);
    case '[':
      return () => to.jump(-1);
    case ']':
      return () => to.jump(1);
    case 's':
      return to.toggleSkips;
    case ' ':
      return onButton ? undefined : to.toggle;
    default:
      return undefined;
  }
}

function SpeedChoice(props: { readonly speed: number; readonly onChange: (speed: number) => void }): ReactElement {
  const { speed, onChange } = props;
  return (
    <select
      className="player-speed"
      aria-label={useWords().messages.player.speed}
      value={speed}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {SPEEDS.map((each) => (
        <option key={each} value={each}>
          {each}×
        </option>
      ))}
    </select>
  );
}

function SilenceSwitch(props: {
  readonly silences: readonly Stretch[];
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): ReactElement {
  const words = useWords().messages.recordings;
  const { silences, on, onChange } = props;
  const allMs = silences.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return (
    <label className="player-skip" title={words.skipSilenceHint(formatDuration(allMs))}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {words.skipSilence}
    </label>
  );
}

function NewMark(props: {
  readonly atMs: number;
  readonly onAddMark: (atMs: number, text: string) => Promise<boolean>;
  readonly onOver: () => void;
}): ReactElement {
  const { atMs, onAddMark, onOver } = props;
  const [pending, setPending] = useState(false);
  const save = async (text: string): Promise<void> => {
    setPending(true);
    const isSaved = await onAddMark(atMs, text);
    setPending(false);
    // What was typed stays when it was not saved.
    if (isSaved) onOver();
  };
  return <MarkForm atMs={atMs} pending={pending} onSave={(text) => void save(text)} onCancel={onOver} />;
}

interface Sound {
  readonly element: RefObject<HTMLAudioElement | null>;
  readonly positionMs: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly seekTo: (ms: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
  readonly onPlay: () => void;
  readonly onPause: () => void;
  readonly onTime: (ms: number) => void;
}

function useSound(options: {
  readonly lengthMs: number;
  /** Passed over while playing. */
  readonly silences: readonly Stretch[];
  readonly onPlayed: ((span: Stretch) => void) | undefined;
}): Sound {
  const { lengthMs, silences, onPlayed } = options;
  const element = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [positionMs, setPositionMs] = useState(0);
  const [speed, setSpeed] = useState(1);
  const span = useRef(new PlayedSpan());
  const tell = useRef(onPlayed);
  tell.current = onPlayed;
  const endSpan = (): void => {
    const heard = span.current.end();
    if (heard !== undefined) tell.current?.(heard);
  };
  // Closing the player while it plays is an end of listening, too.
  useEffect(() => endSpan, []);
  const seekTo = (ms: number): void => {
    const audio = element.current;
    if (audio === null) return;
    endSpan();
    const target = Math.min(Math.max(0, ms), lengthMs);
    audio.currentTime = target / 1000;
    setPositionMs(target);
    if (!audio.paused) span.current.begin(target);
  };
  return {
    element,
    positionMs,
    playing,
    speed,
    seekTo,
    toggle: () => {
      const audio = element.current;
      if (audio?.paused === true) void audio.play().catch(() => setPlaying(false));
      else audio?.pause();
    },
    setSpeed: (next) => {
      setSpeed(next);
      if (element.current !== null) element.current.playbackRate = next;
    },
    onPlay: () => {
      setPlaying(true);
      span.current.begin(positionMs);
    },
    onPause: () => {
      setPlaying(false);
      endSpan();
    },
    onTime: (ms) => {
      span.current.reach(ms);
      setPositionMs(ms);
      const silenceEnd = element.current?.paused === false ? silenceEndAt(silences, ms) : undefined;
      if (silenceEnd !== undefined) seekTo(silenceEnd);
    },
  };
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

function useWave(source: string, lengthMs: number, fetchBytes: RecordingPlayerProps['fetchBytes']): Wave {
  const [wave, setWave] = useState<Wave>({ kind: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    setWave({ kind: 'loading' });
    void fetchBytes(source, abort.signal).then((bytes) => {
      if (abort.signal.aborted) return;
      const summary = bytes === undefined ? undefined : summariseWav(bytes, SLICES);
      if (bytes === undefined || summary === undefined) return setWave({ kind: 'failed' });
      setWave({ kind: 'read', summary, silences: silencesOf(bytes, lengthMs) });
    });
    return () => abort.abort();
  }, [source, lengthMs, fetchBytes]);
  return wave;
}
