import { Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ComponentType, type ReactElement } from 'react';
import { useWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';
import { ExceptionsPart } from './exceptions-part.tsx';
import { HolidaysPart } from './holidays-part.tsx';
import { SaveBar } from './save-bar.tsx';
import { ScheduleCards } from './schedule-cards.tsx';
import { ScheduleHead } from './schedule-head.tsx';
import { SwapsPart } from './swaps-part.tsx';
import { WeekPart } from './week-part.tsx';
import { YearPart } from './year-part.tsx';

const PARTS = ['week', 'holidays', 'swaps', 'exceptions', 'year'] as const;
type Part = (typeof PARTS)[number];

const SCREENS: Record<Part, ComponentType> = {
  week: WeekPart,
  holidays: HolidaysPart,
  swaps: SwapsPart,
  exceptions: ExceptionsPart,
  year: YearPart,
};

/** All schedules, and the parts of the one that is chosen. */
export const SchedulesTab = observer(function SchedulesTab(): ReactElement {
  const { schedules } = useSeat().root;
  const { messages } = useWords();
  const words = messages.schedules;
  const [part, setPart] = useState<Part>('week');
  const Screen = SCREENS[part];
  if (schedules.schedules === undefined) return <LoadState />;
  return (
    <div className="two-panes">
      <ScheduleCards />
      {schedules.selected !== undefined && (
        <section className="pane-main" aria-label={schedules.selected.title}>
          <ScheduleHead schedule={schedules.selected} />
          <SaveBar />
          <Segmented<Part>
            value={part}
            options={PARTS.map((value) => ({ value, label: words.parts[value] }))}
            onChange={setPart}
          />
          <Screen key={schedules.selected.scheduleId} />
        </section>
      )}
    </div>
  );
});

const LoadState = observer(function LoadState(): ReactElement {
  const { schedules } = useSeat().root;
  const { messages } = useWords();
  if (schedules.error === undefined) return <p className="empty faint">{messages.schedules.loading}</p>;
  return (
    <p className="empty error-line">
      {messages.codes.errors[schedules.error.code]}
      <button type="button" className="quiet-key" onClick={() => void schedules.load()}>
        {messages.schedules.retry}
      </button>
    </p>
  );
});
