import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { Glyph } from '../../components/glyph.tsx';
import { PhoneNumber } from '../../components/phone-number.tsx';
import { Timer } from '../../components/timer.tsx';
import { useWords } from '../../components/seat-words.ts';
import { describePathStep } from '../../locales/messages.ts';
import { formatDateTime, formatDuration, formatShort } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';
import { CallBackKey } from './call-back-key.tsx';
import { callTimes, recordingMark } from './call-times.ts';
import { openCall } from './open-call.ts';

/** One call of the list. While it runs its talk time counts. */
export const CallRow = observer(function CallRow(props: {
  readonly record: CallRecord;
  readonly tabStop: boolean;
}): ReactElement {
  const { record } = props;
  const { ui, agents, time, records } = useSeat().root;
  const { messages, locale } = useWords();
  const times = callTimes(record, record.endedAt ?? record.startedAt);
  const path = record.ivrPath.map((step) => describePathStep(step, messages)).join(' › ');
  const agentName = record.userId === undefined ? undefined : agents.nameOf(record.userId);
  const isMissedList = records.tab === 'missed';
  return (
    <tr
      tabIndex={props.tabStop ? 0 : -1}
      className={record.callId === ui.openCallId ? 'row-open' : ''}
      aria-selected={record.callId === ui.openCallId}
      onFocus={() => ui.focus(record.callId)}
      onClick={() => ui.open(record.callId)}
    >
      {!isMissedList && (
        <td className={`col-direction direction-${record.direction}`}>
          <Glyph name={record.direction} size={15} /> {messages.codes.directions[record.direction]}
        </td>
      )}
      <td className="col-number">
        <PhoneNumber number={record.ani} />
        {record.name !== '' && <span className="faint"> {record.name}</span>}
        {record.vip === true && <span className="pill pill-vip">{messages.callList.vip}</span>}
      </td>
      <td title={formatDateTime(record.startedAt, locale)}>{formatShort(record.startedAt, time.nowMs, locale)}</td>
      {isMissedList ? (
        <td className="col-time">{formatDuration(record.waitMs ?? times.totalMs)}</td>
      ) : (
        <>
          <td className="col-time">{formatDuration(times.ringMs)}</td>
          <td className="col-time">
            <TalkTime record={record} talkMs={times.talkMs} />
          </td>
        </>
      )}
      <td className="col-path" title={path}>
        {path}
      </td>
      <td className="col-who">
        {record.stationNo} {agentName}
      </td>
      <td>
        <EndWord record={record} />
      </td>
      {isMissedList ? <CallBackState record={record} /> : <RecordingMark record={record} />}
    </tr>
  );
});

const RecordingMark = observer(function RecordingMark(props: { readonly record: CallRecord }): ReactElement {
  const words = useWords().messages.calls;
  const mark = recordingMark(props.record);
  return (
    <td className="col-recording">
      {mark !== 'noRecording' && (
        <span title={words[mark]} className={`mark-${mark}`}>
          <Glyph name={mark === 'recorded' ? 'headset' : 'warning'} size={15} />
          <span className="only-heard">{words[mark]}</span>
        </span>
      )}
    </td>
  );
});

/** Whether somebody spoke with the caller since, else the key that does. */
const CallBackState = observer(function CallBackState(props: { readonly record: CallRecord }): ReactElement {
  const { record } = props;
  const { root } = useSeat();
  const { messages, locale } = useWords();
  const words = messages.callList;
  const callBack = root.records.callBacks[record.callId];
  if (callBack !== undefined) {
    const text = words.calledBackAt(formatShort(callBack.at, root.time.nowMs, locale));
    return (
      <td className="col-call-back">
        <button
          type="button"
          className="quiet-key call-back-done"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            openCall(root, callBack.callId);
          }}
        >
          <Glyph name="ready" size={14} /> {text}
        </button>
      </td>
    );
  }
  return (
    <td className="col-call-back">
      {record.ani === '' ? (
        <span className="faint">{words.noNumber}</span>
      ) : (
        <span className="call-back-open">{words.callBackStates.open}</span>
      )}{' '}
      <CallBackKey record={record} tabStop={false} />
    </td>
  );
});

function TalkTime(props: { readonly record: CallRecord; readonly talkMs: number | undefined }): ReactElement {
  const { record, talkMs } = props;
  if (record.endedAt === undefined && record.connectedToAgentAt !== undefined)
    return <Timer since={record.connectedToAgentAt} />;
  return <>{talkMs === undefined ? '–' : formatDuration(talkMs)}</>;
}

const EndWord = observer(function EndWord(props: { readonly record: CallRecord }): ReactElement {
  const { messages } = useWords();
  const { endReason, endedAt } = props.record;
  if (endedAt === undefined) {
    return (
      <span className="end-word end-running">
        <span className="dot" aria-hidden="true" /> {messages.calls.running}
      </span>
    );
  }
  if (endReason === undefined) return <span className="end-word">–</span>;
  return (
    <span className={endReason === 'NORMAL' ? 'end-word' : 'end-word end-odd'}>
      {messages.codes.endReasons[endReason]}
    </span>
  );
});
