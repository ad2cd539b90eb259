import { AutoComplete, Button, Input, Modal } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { ScheduleView } from '../../../../src-main/contract/schedules.ts';
import { Field } from '../../../components/field.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { formatInZone } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { KindChip } from './kind-chip.tsx';
import { OverrideDialog } from './override-dialog.tsx';

/** What the chosen schedule says now, why and until when; its name and zone; override and delete. */
export const ScheduleHead = observer(function ScheduleHead(props: { readonly schedule: ScheduleView }): ReactElement {
  const { schedules, session } = useSeat().root;
  const words = useWords().messages.schedules;
  const { schedule } = props;
  const [overriding, setOverriding] = useState(false);
  const mayWrite = session.user?.role === 'admin';
  const confirmRemoval = (): void =>
    void Modal.confirm({
      title: words.removeTitle(schedule.title),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      autoFocusButton: 'cancel',
      onOk: () => schedules.remove(schedule.scheduleId),
    });
  return (
    <header className="schedule-head">
      <NowLine schedule={schedule} />
      <div className="schedule-actions">
        <Button onClick={() => setOverriding(true)}>{words.override.button}</Button>
        {mayWrite && (
          <Button danger icon={<Glyph name="bin" />} disabled={schedules.pending} onClick={confirmRemoval}>
            {words.remove}
          </Button>
        )}
      </div>
      {mayWrite ? <NameFields /> : <p className="faint">{words.readOnly}</p>}
      {overriding && <OverrideDialog schedule={schedule} onClose={() => setOverriding(false)} />}
    </header>
  );
});

const NowLine = observer(function NowLine(props: { readonly schedule: ScheduleView }): ReactElement {
  const { time } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.schedules;
  const { moment, timeZone } = props.schedule;
  const { now, next } = moment;
  const near = { nowMs: time.nowMs, timeZone, locale };
  const reason = [words.because[now.because], now.title ?? ''].filter((part) => part !== '').join(' · ');
  return (
    <div className="now-line">
      <span className="faint">{words.now}</span>
      <KindChip kind={now.kind} />
      <span>{reason}</span>
      {next !== undefined && (
        <span className="now-next">
          <Glyph name="clock" size={14} /> {words.next(formatInZone(next.atMs, near), words.kinds[next.kind])}
        </span>
      )}
      <span className="faint small">{timeZone}</span>
    </div>
  );
});

const NameFields = observer(function NameFields(): ReactElement {
  const { schedules } = useSeat().root;
  const words = useWords().messages.schedules;
  const { shown } = schedules;
  return (
    <div className="schedule-names">
      <Field label={words.title}>
        <Input
          maxLength={60}
          value={shown?.title ?? ''}
          onChange={(event) => schedules.change({ title: event.target.value })}
        />
      </Field>
      <Field label={words.timeZone} hint={words.zoneHint}>
        <AutoComplete
          value={shown?.timeZone ?? ''}
          options={TIME_ZONES}
          showSearch={{
            filterOption: (typed, option) => option?.value.toLowerCase().includes(typed.toLowerCase()) === true,
          }}
          onChange={(timeZone: string) => schedules.change({ timeZone })}
        />
      </Field>
    </div>
  );
});

const TIME_ZONES = Intl.supportedValuesOf('timeZone').map((value) => ({ value }));
