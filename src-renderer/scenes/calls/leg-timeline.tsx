import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { causeSchema } from '../../../src-main/contract/call-model.ts';
import type { CallRecord, LegRecord } from '../../../src-main/contract/call-record.ts';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { formatClockTime, formatDuration } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';
import { deviceName } from './device-name.ts';
import { legSpans } from './leg-spans.ts';

/** Each device of the call as a bar over the call's time: hatched while it rang, full while it was connected, pale while it held. */
export const LegTimeline = observer(function LegTimeline(props: { readonly record: CallRecord }): ReactElement {
  const { record } = props;
  const { time, agents } = useSeat().root;
  const nameOf = (leg: LegRecord) => (leg.userId === undefined ? undefined : agents.nameOf(leg.userId));
  const { messages } = useWords();
  const endedAt = record.endedAt ?? time.nowMs;
  const totalMs = Math.max(1, endedAt - record.startedAt);
  return (
    <ol className="legs">
      {record.legs.map((leg) => (
        <li key={`${leg.device}@${leg.startedAt}`}>
          <span className="leg-device" title={nameOf(leg)}>
            {deviceName(leg.device, messages)} {nameOf(leg)}
          </span>
          <span className="leg-bar" aria-hidden="true">
            {legSpans(leg, endedAt).map((span) => (
              <span
                key={`${span.kind}@${span.fromMs}`}
                className={`leg-span leg-${span.kind}`}
                style={{
                  left: `${((span.fromMs - record.startedAt) / totalMs) * 100}%`,
                  width: `${((span.toMs - span.fromMs) / totalMs) * 100}%`,
                }}
              />
            ))}
          </span>
          <span className="leg-words">{legWords(leg, messages)}</span>
        </li>
      ))}
    </ol>
  );
});

function legWords(leg: LegRecord, messages: Messages): string {
  const words = messages.detail;
  const cause = causeSchema.safeParse(leg.cause);
  const parts = [
    `${words.started} ${formatClockTime(leg.startedAt)}`,
    leg.answeredAt === undefined ? words.notAnswered : `${words.answered} ${formatClockTime(leg.answeredAt)}`,
    leg.endedAt === undefined ? undefined : `${words.ended} ${formatClockTime(leg.endedAt)}`,
    leg.holdMs === undefined ? undefined : `${messages.callList.hold} ${formatDuration(leg.holdMs)}`,
    leg.participation && messages.callList.participation[leg.participation],
    cause.success ? messages.codes.causes[cause.data] : leg.cause,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
