import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { useWords } from '../../components/seat-words.ts';
import { describePathStep } from '../../locales/messages.ts';
import { formatDateTime, formatDuration } from '../../locales/time-format.ts';
import { WhyList } from '../../components/why-list.tsx';
import { PLAIN_NAMES } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';
import { CallBackKey } from './call-back-key.tsx';
import { CallLinks } from './call-links.tsx';
import { CallStory } from './call-story.tsx';
import { callTimes } from './call-times.ts';
import { LegTimeline } from './leg-timeline.tsx';
import { RecordingSection } from './recording-section.tsx';

/** Everything about one call, beside the list: facts, time line of its legs, recordings. */
export const CallDetail = observer(function CallDetail(props: { readonly record: CallRecord }): ReactElement {
  const { record } = props;
  const { ui } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.detail;
  return (
    <aside
      className="detail"
      aria-label={words.title}
      onKeyDown={(event) => event.key === 'Escape' && ui.open(undefined)}
    >
      <header className="detail-head">
        <span className={`direction-${record.direction}`}>
          <Glyph name={record.direction} size={18} /> {messages.codes.directions[record.direction]}
        </span>
        <h2>
          <PhoneNumber number={record.ani} big />
          {record.name !== '' && <small>{record.name}</small>}
        </h2>
        <button
          type="button"
          className="icon-key"
          aria-label={words.close}
          title={`${words.close} (Esc)`}
          onClick={() => ui.open(undefined)}
        >
          <Glyph name="close" size={18} />
        </button>
        <p className="faint">
          {formatDateTime(record.startedAt, locale)}
          {record.vip === true && <span className="pill pill-vip">{messages.callList.vip}</span>}
        </p>
        <CallBackKey record={record} />
      </header>
      <Figures record={record} />
      <CallLinks record={record} />
      {record.recordings.map((recording) => (
        <RecordingSection key={recording.recordingId} recording={recording} />
      ))}
      <h3>{words.timeline}</h3>
      <LegTimeline record={record} />
      <CallStory record={record} />
      <h3>{words.overview}</h3>
      <Facts record={record} />
      {record.why !== undefined && record.why.length > 0 && (
        <>
          <h3>{messages.callList.whySteps}</h3>
          <WhyList why={record.why} names={PLAIN_NAMES} />
        </>
      )}
    </aside>
  );
});

const Figures = observer(function Figures(props: { readonly record: CallRecord }): ReactElement {
  const { time } = useSeat().root;
  const { messages } = useWords();
  const words = messages.detail;
  const { record } = props;
  const times = callTimes(record, record.endedAt ?? time.nowMs);
  const reason = record.endReason === undefined ? messages.calls.running : messages.codes.endReasons[record.endReason];
  return (
    <div className="figures">
      <Figure label={words.rang} value={formatDuration(times.ringMs)} />
      <Figure label={words.talk} value={times.talkMs === undefined ? '–' : formatDuration(times.talkMs)} />
      {record.holds !== undefined && (
        <Figure label={messages.callList.holdTimes(record.holds.count)} value={formatDuration(record.holds.totalMs)} />
      )}
      <Figure label={words.total} value={formatDuration(times.totalMs)} />
      <Figure label={messages.calls.columns.end} value={reason} />
    </div>
  );
});

function Figure(props: { readonly label: string; readonly value: string }): ReactElement {
  return (
    <div className="figure">
      <small>{props.label}</small>
      <b>{props.value}</b>
    </div>
  );
}

const Facts = observer(function Facts(props: { readonly record: CallRecord }): ReactElement {
  const { agents } = useSeat().root;
  const { messages } = useWords();
  const { record } = props;
  const words = messages.detail;
  const { codes } = messages;
  const agent = record.userId === undefined ? undefined : agents.nameOf(record.userId);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.agent, [record.stationNo, agent].filter(Boolean).join(' ')],
    [messages.calls.columns.path, record.ivrPath.map((step) => describePathStep(step, messages)).join(' › ')],
    [words.why, record.why === undefined ? (record.ruleReason ?? record.ruleId) : undefined],
    [messages.callList.initiation, messages.callList.initiations[record.initiation]],
    [messages.callList.parkSlot, record.parkSlot],
    [words.trunk, record.trunkNo === undefined ? undefined : String(record.trunkNo)],
    [words.dnis, record.dnis],
    [words.raw, record.aniRaw === record.ani ? undefined : record.aniRaw],
    [words.dialling, record.dialling && codes.dialling[record.dialling]],
    [words.answeredBy, record.answerEvidence && codes.evidence[record.answerEvidence]],
    [words.endedBy, record.endedBy && codes.endedBy[record.endedBy]],
    [words.callId, record.callId],
  ];
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value !== undefined &&
          value !== '' && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
});
