import { Input, InputNumber, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { endReasonSchema, type EndReason } from '../../../src-main/contract/call-record.ts';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDuration } from '../../locales/time-format.ts';
import { useSeat } from '../seat-context.ts';

const TALK_STEPS_MS = [10_000, 30_000, 60_000, 180_000, 600_000, 1_800_000];
const DAY_MS = 86_400_000;

/** Conditions that are asked for less often. Each takes effect when it is chosen, texts when they are left or Enter. */
export const FilterForm = observer(function FilterForm(): ReactElement {
  const { records, session } = useSeat().root;
  const { messages } = useWords();
  const words = messages.callList;
  const { filter } = records;
  return (
    <div className="filter-form">
      <TextField label={words.filters.number} value={filter.number} onDone={(number) => records.narrow({ number })} />
      <TextField label={words.filters.name} value={filter.name} onDone={(name) => records.narrow({ name })} />
      {session.oversees && <PeopleFields />}
      <Field label={words.filters.endReason}>
        <Select<EndReason>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.any}
          aria-label={words.filters.endReason}
          {...(filter.endReason === undefined ? {} : { value: filter.endReason })}
          options={endReasonSchema.options.map((value) => ({ value, label: messages.codes.endReasons[value] }))}
          onChange={(endReason?: EndReason) => void records.narrow({ endReason })}
        />
      </Field>
      <Field label={words.filters.minTalkMs}>
        <Select<number>
          allowClear
          placeholder={words.any}
          aria-label={words.filters.minTalkMs}
          {...(filter.minTalkMs === undefined ? {} : { value: filter.minTalkMs })}
          options={TALK_STEPS_MS.map((value) => ({ value, label: formatDuration(value) }))}
          onChange={(minTalkMs?: number) => void records.narrow({ minTalkMs })}
        />
      </Field>
      <FlagField name="recorded" />
      {records.tab !== 'missed' && <FlagField name="missed" />}
      <FlagField name="vip" />
      <Field label={words.filters.trunkNo}>
        <InputNumber
          min={1}
          max={999}
          aria-label={words.filters.trunkNo}
          value={filter.trunkNo ?? ''}
          onChange={(value) => void records.narrow({ trunkNo: typeof value === 'number' ? value : undefined })}
        />
      </Field>
      <DayFields />
    </div>
  );
});

function TextField(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onDone: (text: string | undefined) => Promise<void>;
}): ReactElement {
  const { label, value = '', onDone } = props;
  const done = (text: string): void => {
    if (text.trim() !== value) void onDone(text.trim() === '' ? undefined : text.trim());
  };
  return (
    <Field label={label}>
      <Input
        key={value}
        allowClear
        maxLength={64}
        defaultValue={value}
        onPressEnter={(event) => done(event.currentTarget.value)}
        onBlur={(event) => done(event.target.value)}
        onClear={() => done('')}
      />
    </Field>
  );
}

/** Agents that have signed in since the server's start, and their extensions. */
const PeopleFields = observer(function PeopleFields(): ReactElement {
  const { records, agents } = useSeat().root;
  const words = useWords().messages.callList;
  const { stationNo, userId } = records.filter;
  const people = [...agents.agents.values()];
  return (
    <>
      <Field label={words.filters.stationNo}>
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.any}
          aria-label={words.filters.stationNo}
          {...(stationNo === undefined ? {} : { value: stationNo })}
          options={people.flatMap((agent) =>
            agent.stationNo === undefined
              ? []
              : [{ value: agent.stationNo, label: `${agent.stationNo} ${agent.displayName}` }],
          )}
          onChange={(value?: string) => void records.narrow({ stationNo: value })}
        />
      </Field>
      <Field label={words.filters.userId}>
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.any}
          aria-label={words.filters.userId}
          {...(userId === undefined ? {} : { value: userId })}
          options={people.map((agent) => ({ value: agent.userId, label: agent.displayName }))}
          onChange={(value?: string) => void records.narrow({ userId: userIdSchema.safeParse(value).data })}
        />
      </Field>
    </>
  );
});

const FlagField = observer(function FlagField(props: { readonly name: 'recorded' | 'missed' | 'vip' }): ReactElement {
  const { name } = props;
  const { records } = useSeat().root;
  const words = useWords().messages.callList;
  const value = records.filter[name];
  return (
    <Field label={words.filters[name]}>
      <Select<string>
        allowClear
        placeholder={words.any}
        aria-label={words.filters[name]}
        {...(value === undefined ? {} : { value: String(value) })}
        options={[
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]}
        onChange={(chosen?: string) =>
          void records.narrow({ [name]: chosen === undefined ? undefined : chosen === 'true' })
        }
      />
    </Field>
  );
});

/** Days of this machine's time zone, both ends included. */
const DayFields = observer(function DayFields(): ReactElement {
  const { records } = useSeat().root;
  const words = useWords().messages.callList;
  const { from, to } = records.filter;
  return (
    <>
      <Field label={words.filters.from}>
        <Input
          type="date"
          value={dayText(from)}
          onChange={(event) => void records.narrow({ from: midnightOf(event.target.value) })}
        />
      </Field>
      <Field label={words.filters.to}>
        <Input
          type="date"
          value={dayText(to)}
          onChange={(event) => {
            const midnight = midnightOf(event.target.value);
            void records.narrow({ to: midnight === undefined ? undefined : midnight + DAY_MS - 1 });
          }}
        />
      </Field>
    </>
  );
});

function midnightOf(day: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return parts === null ? undefined : new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime();
}

function dayText(atMs: number | undefined): string {
  if (atMs === undefined) return '';
  const at = new Date(atMs);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
