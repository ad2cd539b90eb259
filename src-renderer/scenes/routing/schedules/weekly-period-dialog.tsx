import { Button, Checkbox, Modal } from 'antd';
import { useState, type FormEvent, type ReactElement } from 'react';
import type { WeeklyPeriod } from '../../../../src-main/contract/schedules.ts';
import { useWords } from '../../../components/seat-words.ts';
import { PeriodFields, periodTrouble, tidyPeriod } from './period-fields.tsx';

/** One period of the week: kind, times, days. */
export function WeeklyPeriodDialog(props: {
  readonly period: WeeklyPeriod;
  readonly isNew: boolean;
  readonly onApply: (period: WeeklyPeriod) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const { isNew, onApply, onRemove, onClose } = props;
  const [period, setPeriod] = useState(props.period);
  const [trouble, setTrouble] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const tidy = tidyPeriod(period);
    const found = periodTrouble(tidy, words) ?? (tidy.weekdays.length === 0 ? words.week.noDays : undefined);
    setTrouble(found);
    if (found === undefined) onApply(tidy);
  };
  return (
    <Modal open title={isNew ? words.week.add : words.week.edit} footer={false} onCancel={onClose} width={460}>
      <form className="dialog-form" onSubmit={submit}>
        <PeriodFields period={period} onChange={(change) => setPeriod({ ...period, ...change })} />
        <fieldset className="day-choice">
          <legend>{words.week.days}</legend>
          <Checkbox.Group<number>
            value={period.weekdays}
            options={words.weekdays.map((label, index) => ({ label, value: index + 1 }))}
            onChange={(weekdays) => setPeriod({ ...period, weekdays })}
          />
        </fieldset>
        <p role="alert" className="error-line">
          {trouble}
        </p>
        <div className="dialog-keys">
          {!isNew && (
            <Button danger onClick={onRemove}>
              {words.week.remove}
            </Button>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {words.week.apply}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
