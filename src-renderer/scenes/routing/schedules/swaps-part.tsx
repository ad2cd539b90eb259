import { Segmented } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { Swap } from '../../../../src-main/contract/schedules.ts';
import { Field } from '../../../components/field.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { formatDay } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';
import { DatedDialog, DateField } from './dated-dialog.tsx';
import { DatedPart } from './dated-part.tsx';

/** 调休: dates that follow another weekday. */
export const SwapsPart = observer(function SwapsPart(): ReactElement {
  const { schedules, session } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.schedules;
  return (
    <DatedPart<Swap>
      title={words.parts.swaps}
      mayWrite={session.user?.role === 'admin'}
      hint={words.days.swapsHint}
      empty={words.days.noSwaps}
      all={schedules.shown?.swaps ?? []}
      keyOf={(swap) => swap.date}
      row={({ title, date, weekday }) => (
        <>
          <b className="row-name">{title}</b>
          <span className="row-dates">
            {date.slice(0, 4)} {formatDay(date, locale)}
          </span>
          <span className="row-text">{words.days.likeText(words.weekdays[weekday - 1] ?? '')}</span>
        </>
      )}
      onChange={(swaps) => schedules.change({ swaps })}
      dialog={({ dated, others, onApply, onClose }) => (
        <SwapDialog swap={dated} others={others} onApply={onApply} onClose={onClose} />
      )}
    />
  );
});

function SwapDialog(props: {
  readonly swap: Swap | undefined;
  readonly others: readonly Swap[];
  readonly onApply: (swap: Swap) => void;
  readonly onClose: () => void;
}): ReactElement {
  const words = useWords().messages.schedules;
  const [swap, setSwap] = useState(props.swap ?? { title: words.parts.swaps, date: '', weekday: 5 });
  const trouble = (): string | undefined => {
    if (swap.date === '') return words.days.noDate;
    return props.others.some((other) => other.date === swap.date) ? words.days.twice : undefined;
  };
  return (
    <DatedDialog
      title={words.parts.swaps}
      name={swap.title}
      onName={(title) => setSwap({ ...swap, title })}
      trouble={trouble}
      onApply={() => props.onApply(swap)}
      onClose={props.onClose}
    >
      <DateField label={words.days.date} date={swap.date} onChange={(date) => setSwap({ ...swap, date })} />
      <Field label={words.days.like}>
        <Segmented<number>
          value={swap.weekday}
          options={words.weekdays.map((label, index) => ({ label, value: index + 1 }))}
          onChange={(weekday) => setSwap({ ...swap, weekday })}
        />
      </Field>
    </DatedDialog>
  );
}
