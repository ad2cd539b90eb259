import { Input, Segmented } from 'antd';
import type { ReactElement } from 'react';
import { periodKindSchema, type Period } from '../../../../src-main/contract/schedules.ts';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../components/seat-words.ts';
import type { Messages } from '../../../locales/messages.ts';
import { isBeginTime, isEndTime, tidyTime } from './clock-text.ts';
import { KindChip } from './kind-chip.tsx';

/** Kind, beginning and end of a period; what is typed is tidied up when the field is left. */
export function PeriodFields(props: {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const { period, onChange } = props;
  return (
    <>
      <Field label={words.week.kind}>
        <Segmented<Period['kind']>
          value={period.kind}
          options={periodKindSchema.options.map((kind) => ({ value: kind, label: <KindChip kind={kind} /> }))}
          onChange={(kind) => onChange({ ...period, kind })}
        />
      </Field>
      <div className="period-times">
        <TimeField label={words.week.from} time={period.from} onChange={(from) => onChange({ ...period, from })} />
        <TimeField label={words.week.to} time={period.to} onChange={(to) => onChange({ ...period, to })} />
      </div>
      <small className="faint">{words.week.toHint}</small>
    </>
  );
}

function TimeField(props: {
  readonly label: string;
  readonly time: string;
  readonly onChange: (time: string) => void;
}): ReactElement {
  const { label, time, onChange } = props;
  return (
    <Field label={label}>
      <Input
        className="time-input"
        inputMode="numeric"
        maxLength={5}
        value={time}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => onChange(tidyTime(time))}
      />
    </Field>
  );
}

/** What is wrong with a period, in words; undefined when nothing is. */
export function periodTrouble(period: Period, words: Messages['schedules']): string | undefined {
  if (!isBeginTime(period.from) || !isEndTime(period.to)) return words.week.badTime;
  return period.from === period.to ? words.week.sameTime : undefined;
}

/** As it is kept: times that were just typed and not left yet are tidied up too. */
export function tidyPeriod<Kind extends Period>(period: Kind): Kind {
  return { ...period, from: tidyTime(period.from), to: tidyTime(period.to) };
}
