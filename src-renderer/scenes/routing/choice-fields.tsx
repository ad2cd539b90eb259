import { Select } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { RuleMatch } from '../../../src-main/contract/routing.ts';
import { periodKindSchema } from '../../../src-main/contract/schedules.ts';
import { Field } from '../../components/field.tsx';
import { useSeat } from '../seat-context.ts';
import { useRuleWords } from './use-rule-words.ts';

/** Trunks by number and by group in one field; `trunk:3` and `group:sales` tell them apart. */
export interface TrunkChoice {
  readonly trunkNos: readonly number[];
  readonly trunkGroups: readonly string[];
}

export const TrunksField = observer(function TrunksField(props: {
  readonly label: string;
  readonly empty: string;
  readonly value: TrunkChoice;
  readonly onChange: (value: TrunkChoice) => void;
}): ReactElement {
  const { label, empty, value, onChange } = props;
  const { routing } = useSeat().root;
  const { messages } = useRuleWords();
  const { text } = messages.rules;
  const groups = routing.plan?.settings.trunkGroups ?? [];
  const trunkNos = [...new Set([...(routing.choices?.trunkNos ?? []), ...value.trunkNos])];
  return (
    <Field label={label}>
      <Select<string[]>
        mode="multiple"
        aria-label={label}
        placeholder={empty}
        value={[
          ...value.trunkNos.map((trunkNo) => `trunk:${trunkNo}`),
          ...value.trunkGroups.map((groupId) => `group:${groupId}`),
        ]}
        options={[
          ...groups.map((group) => ({ value: `group:${group.groupId}`, label: group.title })),
          ...trunkNos.map((trunkNo) => ({ value: `trunk:${trunkNo}`, label: text.onTrunk(String(trunkNo)) })),
        ]}
        onChange={(chosen) =>
          onChange({
            trunkNos: chosen.filter((each) => each.startsWith('trunk:')).map((each) => Number(each.slice(6))),
            trunkGroups: chosen.filter((each) => each.startsWith('group:')).map((each) => each.slice(6)),
          })
        }
      />
    </Field>
  );
});

/** Several of what is offered. */
export function ManyField<Value extends string>(props: {
  readonly label: string;
  readonly empty: string;
  readonly value: readonly Value[];
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: readonly Value[]) => void;
}): ReactElement {
  return (
    <Field label={props.label}>
      <Select<Value[]>
        mode="multiple"
        aria-label={props.label}
        placeholder={props.empty}
        showSearch={{ optionFilterProp: 'label' }}
        value={[...props.value]}
        options={[...props.options]}
        onChange={props.onChange}
      />
    </Field>
  );
}

/** Anything that is typed, one Enter each. */
export function TypedField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly empty: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}): ReactElement {
  const { label, hint, empty, value, onChange } = props;
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Select<string[]>
        mode="tags"
        open={false}
        suffixIcon={false}
        aria-label={label}
        placeholder={empty}
        tokenSeparators={[',', '，', ';', '\n']}
        value={[...value]}
        onChange={(typed) => onChange(typed.map((each) => each.trim()).filter((each) => each !== ''))}
      />
    </Field>
  );
}

/** A schedule and the kinds of its periods. */
export const ScheduleField = observer(function ScheduleField(props: {
  readonly value: RuleMatch['schedule'];
  readonly onChange: (value: RuleMatch['schedule']) => void;
}): ReactElement {
  const { value, onChange } = props;
  const { routing } = useSeat().root;
  const { messages } = useRuleWords();
  const { fields, periods } = messages.rules;
  const schedules = routing.choices?.schedules ?? [];
  return (
    <div className="field-pair">
      <Field label={fields.schedule}>
        <Select<string>
          allowClear
          aria-label={fields.schedule}
          placeholder={fields.anything}
          {...(value === undefined ? {} : { value: value.scheduleId })}
          options={schedules.map((schedule) => ({ value: schedule.scheduleId, label: schedule.title }))}
          onChange={(scheduleId: string | undefined) =>
            onChange(scheduleId === undefined ? undefined : { scheduleId, kinds: value?.kinds ?? ['work'] })
          }
        />
      </Field>
      {value !== undefined && (
        <ManyField
          label={fields.periods}
          empty={fields.anything}
          value={value.kinds}
          options={periodKindSchema.options.map((kind) => ({ value: kind, label: periods[kind] }))}
          onChange={(kinds) => onChange({ ...value, kinds: [...kinds] })}
        />
      )}
    </div>
  );
});
