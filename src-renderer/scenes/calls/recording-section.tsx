import { observer } from 'mobx-react-lite';
import { useCallback, useEffect, type ReactElement } from 'react';
import type { RecordingRef } from '../../../src-main/contract/call-record.ts';
import type { RecordingDetails, RecordingMark } from '../../../src-main/contract/recordings.ts';
import { Glyph } from '../../components/glyph.tsx';
import type { PlayerMark } from '../../components/player-marks.tsx';
import { RecordingPlayer } from '../../components/recording-player.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDateTime, formatDuration } from '../../locales/time-format.ts';
import { PATHS } from '../../transport/http-paths.ts';
import { useSeat } from '../seat-context.ts';
import { RecordingFacts } from './recording-facts.tsx';

/** One recording of a call: its player, and what is known of it. */
export const RecordingSection = observer(function RecordingSection(props: {
  readonly recording: RecordingRef;
}): ReactElement {
  const { recordings } = useSeat().root;
  const { messages, locale } = useWords();
  const { recording } = props;
  const { recordingId } = recording;
  const isRunning = recording.result === 'running';
  useEffect(() => {
    if (!isRunning) void recordings.load(recordingId);
  }, [recordings, recordingId, isRunning]);
  if (isRunning) return <p className="faint">{messages.player.running}</p>;
  const details = recordings.details.get(recordingId);
  return (
    <section className="recording" aria-label={messages.detail.recording}>
      <h3>
        {messages.detail.recording}
        {recording.result !== 'complete' && (
          <small className="faint"> {messages.codes.recordingResults[recording.result]}</small>
        )}
        {details?.hold !== undefined && (
          <span className="pill pill-held">
            <Glyph name="lock" size={14} /> {messages.recordings.held}
          </span>
        )}
      </h3>
      {details?.deletion === undefined ? (
        <Player recording={recording} details={details} />
      ) : (
        <p className="player-gap">{messages.recordings.gone(formatDateTime(details.deletion.at, locale))}</p>
      )}
      <Notices recordingId={recordingId} />
      {details !== undefined && <RecordingFacts details={details} />}
    </section>
  );
});

const Player = observer(function Player(props: {
  readonly recording: RecordingRef;
  readonly details: RecordingDetails | undefined;
}): ReactElement {
  const { http, root } = useSeat();
  const { recordings } = root;
  const { messages } = useWords();
  const { recording, details } = props;
  const { recordingId } = recording;
  const fetchBytes = useCallback(
    async (path: string, signal: AbortSignal) => {
      const bytes = await http.bytes(path, signal);
      return bytes.ok ? bytes.value : undefined;
    },
    [http],
  );
  const gaps = recording.gaps.map((gap) => ({
    atMs: gap.atMs,
    lengthMs: gap.lengthMs,
    explanation: messages.player.gap(messages.codes.gapReasons[gap.reason], formatDuration(gap.lengthMs)),
  }));
  return (
    <RecordingPlayer
      source={PATHS.playable(recordingId)}
      download={PATHS.recordingFile(recordingId)}
      lengthMs={recording.lengthMs}
      gaps={gaps}
      fetchBytes={fetchBytes}
      marks={useMarks(recording, details)}
      {...(details?.mayMark === true
        ? { onAddMark: (atMs: number, text: string) => recordings.addMark(recordingId, atMs, text) }
        : {})}
      onRemoveMark={(markId) => void recordings.removeMark(recordingId, markId)}
      onPlayed={(span) => void recordings.notePlayed(recordingId, span)}
    />
  );
});

/** Those of the call until the others are read. An agent may take away its own, a supervisor all. */
function useMarks(recording: RecordingRef, details: RecordingDetails | undefined): readonly PlayerMark[] {
  const { agents, session } = useSeat().root;
  const marks: readonly RecordingMark[] = details?.marks ?? recording.marks ?? [];
  return marks.map((mark) => ({
    ...(mark.markId === undefined ? {} : { markId: mark.markId }),
    atMs: mark.atMs,
    text: mark.text,
    by: mark.userId === undefined ? '' : (details?.names[mark.userId] ?? agents.nameOf(mark.userId) ?? ''),
    mayRemove: session.oversees || mark.userId === session.user?.userId,
  }));
}

/** What was refused, and what can be undone. */
const Notices = observer(function Notices(props: { readonly recordingId: RecordingRef['recordingId'] }): ReactElement {
  const { recordings } = useSeat().root;
  const { messages } = useWords();
  const words = messages.recordings;
  const { error, removed } = recordings;
  return (
    <>
      {error !== undefined && (
        <p className="error-line" role="alert">
          {messages.codes.errors[error.code]}
          <button
            type="button"
            className="quiet-key"
            onClick={() => {
              recordings.dismissError();
              void recordings.load(props.recordingId);
            }}
          >
            {words.retry}
          </button>
        </p>
      )}
      {removed?.recordingId === props.recordingId && (
        <p className="undo-line" role="status">
          {words.markRemoved}
          <button type="button" className="quiet-key" onClick={() => void recordings.undoRemoval()}>
            {words.undo}
          </button>
        </p>
      )}
    </>
  );
});
