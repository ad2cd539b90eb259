import { Checkbox, Input, Segmented, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type ReactElement } from 'react';
import { directionSchema } from '../../../src-main/contract/call-model.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { DownloadKey } from './download-key.tsx';
import { ExportKeys } from './export-keys.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterForm } from './filter-form.tsx';

const DAY_MS = 86_400_000;
const PERIOD_DAYS = { any: undefined, today: 0, week: 6, month: 29 } as const;
type Period = keyof typeof PERIOD_DAYS | 'own';

/** What the list is narrowed to: the usual above it, the rest in a form, and each condition as a chip that takes it away. */
export const CallFilters = observer(function CallFilters(): ReactElement {
  const { records, session } = useSeat().root;
  const { messages } = useWords();
  const words = messages.callList;
  const [isFormOpen, setFormOpen] = useState(false);
  return (
    <div className="call-filters" role="search">
      <div className="call-filter-row">
        <SearchBox />
        {records.tab !== 'missed' && <DirectionChoice />}
        <PeriodChoice />
        {records.tab === 'missed' && <MissedChoices />}
        <button type="button" className="quiet-key" aria-expanded={isFormOpen} onClick={() => setFormOpen(!isFormOpen)}>
          {isFormOpen ? words.fewerFilters : words.moreFilters}
        </button>
        <span className="call-filter-end">
          <CallCountWords />
          {session.oversees && <ExportKeys />}
          {session.oversees && <DownloadKey />}
        </span>
      </div>
      {isFormOpen && <FilterForm />}
      <FilterChips />
    </div>
  );
});

const DirectionChoice = observer(function DirectionChoice(): ReactElement {
  const { records } = useSeat().root;
  const { messages } = useWords();
  return (
    <Segmented
      aria-label={messages.calls.columns.direction}
      value={records.filter.direction ?? 'all'}
      options={[
        { value: 'all', label: messages.calls.allDirections },
        ...directionSchema.options.map((value) => ({ value, label: messages.codes.directions[value] })),
      ]}
      onChange={(value) => void records.narrow({ direction: directionSchema.safeParse(value).data })}
    />
  );
});

/** The text is the box's own, because blanks are no condition; a condition that is taken away empties it. */
const SearchBox = observer(function SearchBox(): ReactElement {
  const { records } = useSeat().root;
  const words = useWords().messages.calls;
  const sought = records.filter.search;
  const [text, setText] = useState(sought ?? '');
  useEffect(() => {
    if (sought === undefined) setText('');
  }, [sought]);
  return (
    <Input
      className="call-search"
      allowClear
      prefix={<Glyph name="search" />}
      placeholder={words.searchPlaceholder}
      aria-label={words.searchPlaceholder}
      maxLength={64}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        records.setSearch(event.target.value);
      }}
    />
  );
});

/** Midnights are those of this machine's time zone. */
const PeriodChoice = observer(function PeriodChoice(): ReactElement {
  const { records, time } = useSeat().root;
  const { messages } = useWords();
  const midnight = new Date(time.nowMs).setHours(0, 0, 0, 0);
  const { from, to } = records.filter;
  const startOf = (days: number | undefined) => (days === undefined ? undefined : midnight - days * DAY_MS);
  const known = (['any', 'today', 'week', 'month'] as const).find((each) => startOf(PERIOD_DAYS[each]) === from);
  const period: Period = to === undefined ? (known ?? 'own') : 'own';
  return (
    <Select<Period>
      aria-label={messages.calls.period}
      className="call-period"
      value={period}
      options={[
        { value: 'any', label: messages.calls.anyTime },
        { value: 'today', label: messages.calls.today },
        { value: 'week', label: messages.calls.week },
        { value: 'month', label: messages.callList.month },
        ...(period === 'own' ? [{ value: 'own' as const, label: messages.callList.ownDays }] : []),
      ]}
      onChange={(next) => {
        if (next !== 'own') void records.narrow({ from: startOf(PERIOD_DAYS[next]), to: undefined });
      }}
    />
  );
});

const MissedChoices = observer(function MissedChoices(): ReactElement {
  const { records, session } = useSeat().root;
  const words = useWords().messages.callList;
  return (
    <>
      <Segmented
        aria-label={words.filters.callBack}
        value={records.filter.callBack ?? 'any'}
        options={[
          { value: 'open', label: words.callBackStates.open },
          { value: 'calledBack', label: words.callBackStates.calledBack },
          { value: 'any', label: words.any },
        ]}
        onChange={(value) =>
          void records.narrow({ callBack: value === 'open' || value === 'calledBack' ? value : undefined })
        }
      />
      {session.stationNo !== undefined && (
        <Checkbox checked={records.rangHere} onChange={(event) => void records.setRangHere(event.target.checked)}>
          {words.rangHere}
        </Checkbox>
      )}
    </>
  );
});

const CallCountWords = observer(function CallCountWords(): ReactElement {
  const { count } = useSeat().root.records;
  const { messages, locale } = useWords();
  const text = count === undefined ? '' : count.count.toLocaleString(locale);
  return (
    <span className="faint" role="status">
      {count !== undefined && (count.more ? messages.callList.countMore(text) : messages.callList.count(text))}
    </span>
  );
});
