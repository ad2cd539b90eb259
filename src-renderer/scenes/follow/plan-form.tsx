import { Checkbox, Segmented, Select, Switch } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { followPlanSchema, type FollowPlan } from '../../../src-main/contract/follow.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { RuleDrawer } from '../routing/rule-drawer.tsx';
import { StepField } from '../routing/step-field.tsx';
import { useSeat } from '../seat-context.ts';
import { MusicChoiceField } from './music-choice-field.tsx';
import { draftOfPlan, planOfDraft, type PlanDraft } from './plan-draft.ts';
import { TargetRows } from './target-rows.tsx';

const HOWS = ['inOrder', 'together'] as const;
const DIGITS = followPlanSchema.shape.confirmDigit.unwrap().options;

/** A plan to change, or undefined for a new one. Whom it belongs to is an administrator's to choose. */
export const PlanForm = observer(function PlanForm(props: {
  readonly plan: FollowPlan | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { plan, onClose } = props;
  const { follow, session } = useSeat().root;
  const words = useWords().messages.follow.plans;
  const [title, setTitle] = useState(plan?.title ?? '');
  const [draft, setDraft] = useState<PlanDraft>(() => draftOfPlan(plan));
  const change = (part: Partial<PlanDraft>): void => setDraft({ ...draft, ...part });
  const whole = planOfDraft(title, draft, plan);
  return (
    <RuleDrawer
      heading={plan === undefined ? words.add : words.edit}
      title={title}
      onTitle={setTitle}
      summary={undefined}
      save={whole === undefined ? undefined : () => follow.save(whole, plan?.planId)}
      form={draft}
      onClose={onClose}
    >
      <label className="switch-line">
        <Switch checked={draft.enabled} aria-label={words.enabled} onChange={(enabled) => change({ enabled })} />
        {words.enabled}
      </label>
      {session.user?.role === 'admin' && <OwnerFields draft={draft} onChange={change} />}
      <TargetRows targets={draft.targets} onChange={(targets) => change({ targets })} />
      <Field label={words.how}>
        <Segmented<FollowPlan['how']>
          aria-label={words.how}
          value={draft.how}
          options={HOWS.map((value) => ({ value, label: words.hows[value] }))}
          onChange={(how) => change({ how })}
        />
      </Field>
      {draft.targets.some((target) => target.confirm) && (
        <Field label={words.confirmDigit} hint={words.confirmHint}>
          <Select<FollowPlan['confirmDigit']>
            aria-label={words.confirmDigit}
            value={draft.confirmDigit}
            options={DIGITS.map((value) => ({ value, label: value }))}
            onChange={(confirmDigit) => change({ confirmDigit })}
          />
        </Field>
      )}
      <Checkbox checked={draft.hasNotice} onChange={(event) => change({ hasNotice: event.target.checked })}>
        {words.notice}
      </Checkbox>
      <MusicChoiceField
        label={words.hears}
        empty={words.hearsDefault}
        value={draft.hears}
        onChange={(hears) => change({ hears })}
      />
      <StepField
        label={words.whenNobody}
        closing
        value={draft.whenNobody}
        onChange={(whenNobody) => change({ whenNobody })}
      />
    </RuleDrawer>
  );
});

const OwnerFields = observer(function OwnerFields(props: {
  readonly draft: PlanDraft;
  readonly onChange: (part: Partial<PlanDraft>) => void;
}): ReactElement {
  const { draft, onChange } = props;
  const { routing } = useSeat().root;
  const { messages } = useWords();
  const words = messages.follow.plans;
  const users = routing.choices?.users ?? [];
  const stationNos = routing.choices?.stationNos ?? [];
  return (
    <div className="field-pair">
      <Field label={words.owner}>
        <Select<string>
          aria-label={words.owner}
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.ownerUserId}
          options={[
            { value: '', label: words.ownerNone },
            ...users.map((user) => ({ value: `${user.userId}`, label: user.displayName })),
          ]}
          onChange={(ownerUserId) => onChange({ ownerUserId })}
        />
      </Field>
      <Field label={words.payer}>
        <Select<string>
          aria-label={words.payer}
          value={draft.stationNo}
          options={[
            { value: '', label: words.payerOwner },
            ...stationNos.map((no) => ({ value: no, label: messages.rules.text.stationNo(no) })),
          ]}
          onChange={(stationNo) => onChange({ stationNo })}
        />
      </Field>
    </div>
  );
});
