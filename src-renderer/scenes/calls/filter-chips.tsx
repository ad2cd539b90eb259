import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import type { Messages } from '../../locales/messages.ts';
import { formatDateTime, formatDuration } from '../../locales/time-format.ts';
import type { RecordFilter } from '../../stores/record-filter.ts';
import type { RootStore } from '../../stores/root-store.ts';
import { useSeat } from '../seat-context.ts';

type Condition = keyof RecordFilter;
const CONDITIONS = [
  'search',
  'number',
  'name',
  'direction',
  'from',
  'to',
  'stationNo',
  'userId',
  'endReason',
  'ruleId',
  'trunkNo',
  'recorded',
  'missed',
  'vip',
  'minTalkMs',
  'callBack',
] as const satisfies readonly Condition[];

/** Each condition in words; pressing one takes it away. */
export const FilterChips = observer(function FilterChips(): ReactElement | undefined {
  const { root } = useSeat();
  const { messages, locale } = useWords();
  const { records } = root;
  const words = messages.callList;
  if (!records.filtered) return undefined;
  return (
    <ul className="filter-chips">
      {CONDITIONS.filter((name) => records.filter[name] !== undefined).map((name) => {
        const text = `${words.filters[name]}: ${valueWords(name, root, messages, locale)}`;
        return (
          <li key={name}>
            <button
              type="button"
              className="filter-chip"
              aria-label={words.removeFilter(text)}
              title={words.removeFilter(text)}
              onClick={() => void records.narrow({ [name]: undefined })}
            >
              {text} <Glyph name="close" size={11} />
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" className="quiet-key" onClick={() => void records.clearFilters()}>
          {messages.calls.clearFilters}
        </button>
      </li>
    </ul>
  );
});

function valueWords(
  name: Condition,
  { records, agents }: RootStore,
  messages: Messages,
  locale: 'zh-CN' | 'en',
): string {
  const { filter } = records;
  const words = messages.callList;
  switch (name) {
    case 'direction':
      return filter.direction === undefined ? '' : messages.codes.directions[filter.direction];
    case 'endReason':
      return filter.endReason === undefined ? '' : messages.codes.endReasons[filter.endReason];
    case 'callBack':
      return filter.callBack === undefined ? '' : words.callBackStates[filter.callBack];
    case 'userId':
      return filter.userId === undefined ? '' : (agents.nameOf(filter.userId) ?? filter.userId);
    case 'from':
    case 'to':
      return formatDateTime(filter[name] ?? 0, locale);
    case 'minTalkMs':
      return formatDuration(filter.minTalkMs ?? 0);
    case 'recorded':
    case 'missed':
    case 'vip':
      return filter[name] === true ? words.yes : words.no;
    case 'search':
    case 'number':
    case 'name':
    case 'stationNo':
    case 'ruleId':
    case 'trunkNo':
      return String(filter[name] ?? '');
  }
}
