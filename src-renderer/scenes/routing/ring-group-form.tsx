import { InputNumber, Segmented, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { ringGroupDraftSchema } from '../../../src-main/contract/routing-requests.ts';
import type { RingGroup } from '../../../src-main/contract/routing.ts';
import { Field } from '../../components/field.tsx';
import { useSeat } from '../seat-context.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { closingStepOfDraft, draftOfStep, emptyStep } from './step-draft.ts';
import { StepField } from './step-field.tsx';
import { useRuleWords } from './use-rule-words.ts';

const ORDERS = ['together', 'inOrder', 'round'] as const;

/** A ring group to change, or undefined for a new one. */
export const RingGroupForm = observer(function RingGroupForm(props: {
  readonly group: RingGroup | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { group, onClose } = props;
  const { routing } = useSeat().root;
  const words = useRuleWords().messages.rules.groups;
  const stationNos = routing.choices?.stationNos ?? [];
  const [title, setTitle] = useState(group?.title ?? '');
  const [members, setMembers] = useState<readonly string[]>(
    (group?.members ?? []).map((each) => (each.kind === 'station' ? each.stationNo : each.number)),
  );
  const [order, setOrder] = useState<RingGroup['order']>(group?.order ?? 'together');
  const [seconds, setSeconds] = useState((group?.ringMs ?? 20_000) / 1000);
  const [then, setThen] = useState(group === undefined ? emptyStep('hangUp') : draftOfStep(group.then));
  const draft = ringGroupDraftSchema.safeParse({
    title,
    members: members.map((each) =>
      stationNos.includes(each) ? { kind: 'station', stationNo: each } : { kind: 'outside', number: each },
    ),
    order,
    ringMs: seconds * 1000,
    then: closingStepOfDraft(then),
  });
  return (
    <RuleDrawer
      heading={group === undefined ? words.addRingGroup : words.editRingGroup}
      title={title}
      onTitle={setTitle}
      summary={undefined}
      save={draft.success ? () => routing.saveRingGroup(draft.data, group?.groupId) : undefined}
      form={{ members, order, seconds, then }}
      onClose={onClose}
    >
      <Field label={words.members} hint={words.membersHint}>
        <Select<string[]>
          mode="tags"
          aria-label={words.members}
          value={[...members]}
          options={stationNos.map((no) => ({ value: no, label: no }))}
          tokenSeparators={[',', '，', ' ']}
          onChange={setMembers}
        />
      </Field>
      <Field label={words.order}>
        <Segmented
          aria-label={words.order}
          value={order}
          options={ORDERS.map((value) => ({ value, label: words.orders[value] }))}
          onChange={setOrder}
        />
      </Field>
      <Field label={words.ringSeconds}>
        <InputNumber min={5} max={180} value={seconds} onChange={(value) => setSeconds(value ?? 20)} />
      </Field>
      <StepField label={words.then} closing value={then} onChange={setThen} />
    </RuleDrawer>
  );
});
