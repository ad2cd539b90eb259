import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import type { Listening, RecordingDetails } from '../../../src-main/contract/recordings.ts';
import { useWords } from '../../components/seat-words.ts';
import { formatDateTime, formatDuration } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';

/** What is known of a recording besides its sound: how it is kept, hold, who listened; and playing it to a caller. */
export const RecordingFacts = observer(function RecordingFacts(props: {
  readonly details: RecordingDetails;
}): ReactElement {
  const { session } = useSeat().root;
  const { details } = props;
  return (
    <div className="recording-facts">
      <KeptLine details={details} />
      {details.deletion === undefined && <PlayToCaller details={details} />}
      {session.oversees && details.deletion === undefined && <HoldLine details={details} />}
      {details.listenings !== undefined && <Listeners listenings={details.listenings} names={details.names} />}
    </div>
  );
});

function KeptLine(props: { readonly details: RecordingDetails }): ReactElement {
  const { messages, locale } = useWords();
  const words = messages.recordings;
  const { state, sealedAt, encrypted, trouble, sha256 } = props.details;
  const waiting = trouble === undefined ? words.waiting : words.waitingBecause(messages.codes.errors[trouble]);
  return (
    <p className="faint small">
      {state === 'waiting' ? waiting : sealedAt !== undefined && words.sealed(formatDateTime(sealedAt, locale))}
      {encrypted && ` · ${words.encrypted}`}
      {sha256 !== undefined && (
        <span title={`${words.hash}: ${sha256}`}>
          {' '}
          · SHA-256 <span className="hash">{sha256.slice(0, 12)}…</span>
        </span>
      )}
    </p>
  );
}

const PlayToCaller = observer(function PlayToCaller(props: {
  readonly details: RecordingDetails;
}): ReactElement | undefined {
  const { calls, recordings } = useSeat().root;
  const words = useWords().messages.recordings;
  const { recordingId } = props.details;
  const call = calls.current;
  if (call?.talkingSince === undefined) return undefined;
  const isPlaying = recordings.playedTo?.recordingId === recordingId && recordings.playedTo.callId === call.callId;
  return (
    <p>
      <button
        type="button"
        className="quiet-key"
        disabled={recordings.pending}
        onClick={() => void recordings.playToCaller(recordingId, call.callId)}
      >
        {words.playToCaller}
      </button>
      {isPlaying && <span role="status"> {words.playingToCaller}</span>}
    </p>
  );
});

/** Both ways need a reason, and the reason is the confirmation. */
const HoldLine = observer(function HoldLine(props: { readonly details: RecordingDetails }): ReactElement {
  const { recordings } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.recordings;
  const { recordingId, hold, names } = props.details;
  const [reason, setReason] = useState<string | undefined>(undefined);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await recordings.setHold(recordingId, hold === undefined, reason ?? '')) setReason(undefined);
  };
  return (
    <div className="hold-line">
      {hold !== undefined && (
        <p>{words.heldBy(hold.reason, names[hold.byUserId] ?? words.someone, formatDateTime(hold.at, locale))}</p>
      )}
      {reason === undefined ? (
        <button type="button" className="quiet-key" title={words.holdHint} onClick={() => setReason('')}>
          {hold === undefined ? words.hold : words.release}
        </button>
      ) : (
        <form
          className="mark-form"
          onSubmit={(event) => void submit(event)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') setReason(undefined);
          }}
        >
          <input
            autoFocus
            className="mark-text"
            aria-label={words.holdReason}
            placeholder={words.holdReason}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="submit" className="quiet-key" disabled={reason.trim() === '' || recordings.pending}>
            {hold === undefined ? words.hold : words.release}
          </button>
          <button type="button" className="quiet-key" onClick={() => setReason(undefined)}>
            {words.cancel}
          </button>
        </form>
      )}
    </div>
  );
});

function Listeners(props: {
  readonly listenings: readonly Listening[];
  readonly names: Readonly<Record<string, string>>;
}): ReactElement {
  const { messages, locale } = useWords();
  const words = messages.recordings;
  const { listenings, names } = props;
  const people = new Set(listenings.map((each) => each.userId)).size;
  return (
    <details className="listeners">
      <summary>{words.listeners(people)}</summary>
      {listenings.length === 0 && <p className="faint">{words.noListeners}</p>}
      <ul>
        {listenings.map((each) => (
          <li key={`${each.userId}-${each.at}-${each.how}`}>
            <b>{names[each.userId] ?? words.someone}</b> {formatDateTime(each.at, locale)} {words.heardWays[each.how]}{' '}
            <span className="faint timer">
              {words.heardSpan(formatDuration(each.fromMs), formatDuration(each.toMs))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
