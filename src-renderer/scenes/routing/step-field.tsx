import { AutoComplete, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { hangUpWaySchema, type NextStepKind } from '../../../src-main/contract/routing.ts';
import { Field } from '../../components/field.tsx';
import { useSeat } from '../seat-context.ts';
import { CLOSING_KINDS, emptyStep, STEP_KINDS, userTarget, type StepDraft } from './step-draft.ts';
import { useRuleWords } from './use-rule-words.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A next step: its kind, and where it leads. `closing` leaves out the kinds that need a fall-back themselves. */
export const StepField = observer(function StepField(props: {
  readonly label: string;
  readonly value: StepDraft;
  readonly closing?: boolean;
  readonly onChange: (step: StepDraft) => void;
}): ReactElement {
  const { label, value, onChange } = props;
  const { messages } = useRuleWords();
  const { fields, steps, hangUps } = messages.rules;
  const kinds: readonly NextStepKind[] = props.closing === true ? CLOSING_KINDS : STEP_KINDS;
  return (
    <div className="step-field">
      <Field label={label}>
        <Select<NextStepKind>
          aria-label={label}
          value={value.kind}
          options={kinds.map((kind) => ({ value: kind, label: steps[kind] }))}
          onChange={(kind) => onChange(emptyStep(kind))}
        />
      </Field>
      {value.kind === 'hangUp' && (
        <Field label={fields.how} {...(value.how === 'reject' ? { hint: fields.rejectHint } : {})}>
          <Select
            aria-label={fields.how}
            value={value.how}
            options={hangUpWaySchema.options.map((how) => ({ value: how, label: hangUps[how] }))}
            onChange={(how) => onChange({ ...value, how })}
          />
        </Field>
      )}
      <StepTarget value={value} onChange={(target) => onChange({ ...value, target })} />
      {value.kind === 'fax' && <p className="field-note">{fields.faxHint}</p>}
      {value.fallback !== undefined && (
        <div className="step-fallback">
          <StepField
            label={fields.fallback}
            closing
            value={value.fallback}
            onChange={(fallback) => onChange({ ...value, fallback })}
          />
        </div>
      )}
    </div>
  );
});

const StepTarget = observer(function StepTarget(props: {
  readonly value: StepDraft;
  readonly onChange: (target: string) => void;
}): ReactElement | undefined {
  const { value, onChange } = props;
  const { routing } = useSeat().root;
  const { messages } = useRuleWords();
  const { fields, text } = messages.rules;
  const { choices, plan } = routing;
  const select = (label: string, options: readonly Choice[], hint?: string): ReactElement => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Select<string>
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={label}
        {...(value.target === '' ? {} : { value: value.target })}
        options={[...options]}
        onChange={onChange}
      />
    </Field>
  );
  /** What other parts of the house will offer one day, and until then is typed. */
  const free = (label: string, hint?: string): ReactElement => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <AutoComplete aria-label={label} value={value.target} onChange={onChange} />
    </Field>
  );
  switch (value.kind) {
    case 'agent':
      return select(fields.user, [
        ...(choices?.stationNos ?? []).map((no) => ({ value: no, label: text.stationNo(no) })),
        ...(choices?.users ?? []).map((user) => ({ value: userTarget(user.userId), label: user.displayName })),
      ]);
    case 'ringGroup':
      return select(
        fields.group,
        (plan?.ringGroups ?? []).map((group) => ({ value: group.groupId, label: group.title })),
      );
    case 'flow':
      return select(
        fields.flow,
        (choices?.flows ?? []).map((flow) => ({ value: flow.flowId, label: flow.title })),
      );
    case 'custom':
      return select(
        fields.address,
        (plan?.settings.customAddresses ?? []).map((address) => ({ value: address, label: address })),
        fields.addressHint,
      );
    case 'queue':
      return free(fields.queue, fields.queueHint);
    case 'voicemail':
      return free(fields.box);
    case 'followMe':
      return select(
        fields.plan,
        (choices?.followPlans ?? []).map((each) => ({ value: each.planId, label: each.title })),
      );
    case 'hangUp':
    case 'fax':
      return undefined;
  }
});
