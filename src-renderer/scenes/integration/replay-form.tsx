import { Button, DatePicker, InputNumber, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { ReplayRequest, WebhookId } from '../../../src-main/contract/webhooks.ts';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** Sends everything again from an event or a time on. */
export const ReplayForm = observer(function ReplayForm(props: { readonly webhookId: WebhookId }): ReactElement {
  const { webhooks } = useSeat().root;
  const words = useWords().messages.integration.webhooks;
  const [from, setFrom] = useState<ReplayRequest['from']>('event');
  const [eventNo, setEventNo] = useState<number | null>(1);
  const [at, setAt] = useState<Dayjs | null>();
  const request = requestOf(from, eventNo ?? undefined, at ?? undefined);
  return (
    <details className="replay-form">
      <summary>{words.replay}</summary>
      <p className="faint">{words.replayHint}</p>
      <div className="form-keys">
        <Segmented
          value={from}
          options={[
            { value: 'event', label: words.replayFromEvent },
            { value: 'time', label: words.replayFromTime },
          ]}
          onChange={setFrom}
        />
        {from === 'event' ? (
          <InputNumber min={1} precision={0} value={eventNo} aria-label={words.replayFromEvent} onChange={setEventNo} />
        ) : (
          <DatePicker showTime aria-label={words.replayFromTime} onChange={setAt} />
        )}
        <Button
          disabled={request === undefined}
          loading={webhooks.pending === 'replay'}
          onClick={() => request !== undefined && void webhooks.replay(props.webhookId, request)}
        >
          {words.replayStart}
        </Button>
      </div>
    </details>
  );
});

function requestOf(
  from: ReplayRequest['from'],
  eventNo: number | undefined,
  at: Dayjs | undefined,
): ReplayRequest | undefined {
  if (from === 'event') return eventNo === undefined ? undefined : { from, eventNo };
  return at === undefined ? undefined : { from, at: at.valueOf() };
}
