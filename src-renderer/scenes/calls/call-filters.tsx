import { Input, Segmented, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { directionSchema } from '../../../src-main/contract/call-model.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

const DAY_MS = 86_400_000;
type Period = 'any' | 'today' | 'week';

/** Search, direction and period above the list; each narrows it at the server. */
export const CallFilters = observer(function CallFilters(): ReactElement {
  const { records, time, session } = useSeat().root;
  const { messages } = useWords();
  const words = messages.calls;
  const [period, setPeriod] = useState<Period>('any');
  const [search, setSearch] = useState('');
  const changePeriod = (next: Period): void => {
    setPeriod(next);
    void records.setPeriod(periodStart(next, time.nowMs));
  };
  const clear = (): void => {
    setPeriod('any');
    setSearch('');
    void records.clearFilters();
  };
  return (
    <div className="call-filters" role="search">
      <h1>{words.title}</h1>
      <Input
        className="call-search"
        allowClear
        prefix={<Glyph name="search" />}
        placeholder={words.searchPlaceholder}
        aria-label={words.searchPlaceholder}
        maxLength={64}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          records.setSearch(event.target.value);
        }}
      />
      <Segmented
        aria-label={words.columns.direction}
        value={records.filter.direction ?? 'all'}
        options={[
          { value: 'all', label: words.allDirections },
          ...directionSchema.options.map((value) => ({ value, label: messages.codes.directions[value] })),
        ]}
        onChange={(value) => void records.setDirection(directionSchema.safeParse(value).data)}
      />
      <Select<Period>
        aria-label={words.period}
        className="call-period"
        value={period}
        options={[
          { value: 'any', label: words.anyTime },
          { value: 'today', label: words.today },
          { value: 'week', label: words.week },
        ]}
        onChange={changePeriod}
      />
      {session.oversees && <StationFilter />}
      {records.filtered && (
        <button type="button" className="quiet-key" onClick={clear}>
          {words.clearFilters}
        </button>
      )}
    </div>
  );
});

const StationFilter = observer(function StationFilter(): ReactElement {
  const { records, agents } = useSeat().root;
  const { messages } = useWords();
  const stations = [...agents.agents.values()].flatMap((agent) =>
    agent.stationNo === undefined ? [] : [{ value: agent.stationNo, label: `${agent.stationNo} ${agent.displayName}` }],
  );
  return (
    <Select<string>
      allowClear
      className="call-station"
      placeholder={messages.calls.station}
      aria-label={messages.calls.station}
      {...(records.filter.stationNo === undefined ? {} : { value: records.filter.stationNo })}
      options={stations}
      onChange={(value: string | undefined) => void records.setStation(value ?? '')}
    />
  );
});

/** Midnight of today, or of six days before it, by this machine's time zone. */
function periodStart(period: Period, nowMs: number): number | undefined {
  if (period === 'any') return undefined;
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  return period === 'today' ? midnight : midnight - 6 * DAY_MS;
}
