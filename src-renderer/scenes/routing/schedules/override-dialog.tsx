import { Button, Input, Modal, Radio, Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import { periodKindSchema, type PeriodKind, type ScheduleView } from '../../../../src-main/contract/schedules.ts';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { endOfDayInZone, formatInZone } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { KindChip } from './kind-chip.tsx';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 31 * 24 * HOUR_MS;

type End = 'hour' | 'twoHours' | 'endOfDay' | 'nextChange' | 'own';

/** Another kind from now on, with an end that comes by itself. */
export const OverrideDialog = observer(function OverrideDialog(props: {
  readonly schedule: ScheduleView;
  readonly onClose: () => void;
}): ReactElement {
  const { schedules, time } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.schedules;
  const { schedule, onClose } = props;
  const { next, now } = schedule.moment;
  const [kind, setKind] = useState<PeriodKind>(now.kind === 'off' ? 'work' : 'off');
  const [end, setEnd] = useState<End>('hour');
  const [ownEnd, setOwnEnd] = useState('');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const ends: readonly { readonly value: End; readonly label: string; readonly atMs?: number | undefined }[] = [
    { value: 'hour', label: words.override.hours(1), atMs: time.nowMs + HOUR_MS },
    { value: 'twoHours', label: words.override.hours(2), atMs: time.nowMs + 2 * HOUR_MS },
    { value: 'endOfDay', label: words.override.endOfDay, atMs: endOfDayInZone(time.nowMs, schedule.timeZone) },
    ...(next === undefined ? [] : [{ value: 'nextChange' as const, label: words.override.untilNext, atMs: next.atMs }]),
    { value: 'own', label: words.override.own, atMs: ownEnd === '' ? undefined : new Date(ownEnd).getTime() },
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const until = ends.find(({ value }) => value === end)?.atMs;
    if (until === undefined || until <= time.nowMs || until > time.nowMs + LONGEST_MS) {
      setTrouble(words.override.past);
      return;
    }
    void schedules.setOverride(schedule.scheduleId, { kind, until, reason }).then((done) => done && onClose());
  };
  const timeOf = (atMs: number): string =>
    formatInZone(atMs, { nowMs: time.nowMs, timeZone: schedule.timeZone, locale });
  return (
    <Modal open title={words.override.title(schedule.title)} footer={false} onCancel={onClose} width={480}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.override.kind}>
          <Segmented<PeriodKind>
            value={kind}
            options={periodKindSchema.options.map((value) => ({ value, label: <KindChip kind={value} /> }))}
            onChange={setKind}
          />
        </Field>
        <fieldset className="end-choice">
          <legend>{words.override.until}</legend>
          <Radio.Group
            vertical
            value={end}
            options={ends.map(({ value, label, atMs }) => ({
              value,
              label: atMs === undefined ? label : `${label} (${timeOf(atMs)})`,
            }))}
            onChange={(event) => setEnd(ends.find(({ value }) => value === event.target.value)?.value ?? 'own')}
          />
          {end === 'own' && (
            <Input
              type="datetime-local"
              aria-label={words.override.own}
              value={ownEnd}
              onChange={(event) => setOwnEnd(event.target.value)}
            />
          )}
        </fieldset>
        <Field label={words.override.reason} hint={words.override.reasonHint}>
          <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <p role="alert" className="error-line">
          {trouble ?? (schedules.refused === undefined ? '' : messages.codes.errors[schedules.refused.code])}
        </p>
        <div className="dialog-keys">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit" loading={schedules.pending}>
            {words.override.apply}
          </Button>
        </div>
      </form>
    </Modal>
  );
});
