import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { formatClockTime } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';
import { deviceName } from './device-name.ts';

interface Happening {
  readonly at: number;
  readonly what: string;
  readonly detail: string;
}

/** What happened in the call besides its legs: transfers, queues, supervisors, marks, in order of time. */
export const CallStory = observer(function CallStory(props: { readonly record: CallRecord }): ReactElement | undefined {
  const { agents } = useSeat().root;
  const { messages } = useWords();
  const words = messages.callList;
  const { record } = props;
  const happenings = happeningsOf(record, messages, (userId) => agents.nameOf(userId));
  if (happenings.length === 0 && record.parties === undefined) return undefined;
  return (
    <>
      <h3>
        {words.story}
        {record.parties !== undefined && <small className="faint"> {words.parties(record.parties)}</small>}
      </h3>
      <ol className="call-story">
        {happenings.map(({ at, what, detail }) => (
          <li key={`${at} ${what} ${detail}`}>
            <time dateTime={new Date(at).toISOString()}>{formatClockTime(at)}</time>
            <b>{what}</b>
            <span>{detail}</span>
          </li>
        ))}
      </ol>
    </>
  );
});

function happeningsOf(
  record: CallRecord,
  messages: Messages,
  nameOf: (userId: NonNullable<CallRecord['userId']>) => string | undefined,
): readonly Happening[] {
  const words = messages.callList;
  const person = (device: string, userId: CallRecord['userId']): string =>
    [deviceName(device, messages), userId === undefined ? '' : (nameOf(userId) ?? '')].join(' ').trim();
  const transfers = (record.transfers ?? []).map(({ at, kind, from, to }) => ({
    at,
    what: words.transfers[kind],
    detail: words.fromTo(from === undefined ? '' : deviceName(from, messages), deviceName(to, messages)).trim(),
  }));
  const monitorings = (record.monitoredBy ?? []).map(({ startedAt, kind, device, userId }) => ({
    at: startedAt,
    what: words.monitoring[kind],
    detail: person(device, userId),
  }));
  const queues = (record.queueEntries ?? []).map((entry) => ({
    at: entry.enqueuedAt,
    what: words.queue(entry.queueId),
    detail: entry.position === undefined ? '' : String(entry.position),
  }));
  const marks = record.recordings.flatMap((recording) =>
    (recording.marks ?? []).map(({ atMs, text, userId }) => ({
      at: recording.startedAt + atMs,
      what: words.mark,
      detail: [text, userId === undefined ? '' : (nameOf(userId) ?? '')].join(' ').trim(),
    })),
  );
  return [...transfers, ...monitorings, ...queues, ...marks].toSorted((one, other) => one.at - other.at);
}
