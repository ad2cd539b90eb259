import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { inboundRuleDraftSchema } from '../../../src-main/contract/routing-requests.ts';
import type { InboundRule, RuleMatch } from '../../../src-main/contract/routing.ts';
import { inboundSummary } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';
import { ManyField, ScheduleField, TrunksField, TypedField } from './choice-fields.tsx';
import { filled } from './filled.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { draftOfStep, emptyStep, stepOfDraft } from './step-draft.ts';
import { StepField } from './step-field.tsx';
import { useRuleWords } from './use-rule-words.ts';

/** A rule to change, or undefined for a new one. */
export const InboundForm = observer(function InboundForm(props: {
  readonly rule: InboundRule | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { rule, onClose } = props;
  const { routing } = useSeat().root;
  const ruleWords = useRuleWords();
  const words = ruleWords.messages.rules;
  const { fields } = words;
  const [title, setTitle] = useState(rule?.title ?? '');
  const [match, setMatch] = useState<RuleMatch>(rule?.match ?? {});
  const [next, setNext] = useState(rule === undefined ? emptyStep('flow') : draftOfStep(rule.next));
  const change = (part: Partial<RuleMatch>): void => setMatch({ ...match, ...part });
  const step = stepOfDraft(next);
  const draft = inboundRuleDraftSchema.safeParse({
    title,
    enabled: rule?.enabled ?? true,
    match: filled(match),
    next: step,
  });
  return (
    <RuleDrawer
      heading={rule === undefined ? words.newInbound : words.editInbound}
      title={title}
      onTitle={setTitle}
      summary={step === undefined ? undefined : inboundSummary({ match, next: step }, ruleWords)}
      save={draft.success ? () => routing.saveRule('inbound', draft.data, rule?.ruleId) : undefined}
      form={{ match, next }}
      onClose={onClose}
    >
      <h3>{words.whenTitle}</h3>
      <TypedField
        label={fields.callers}
        hint={fields.callersHint}
        empty={fields.anything}
        value={match.callerPatterns ?? []}
        onChange={(callerPatterns) => change({ callerPatterns: [...callerPatterns] })}
      />
      <ManyField
        label={fields.lists}
        empty={fields.anything}
        value={match.callerLists ?? []}
        options={(routing.choices?.lists ?? []).map((list) => ({ value: list.listId, label: list.title }))}
        onChange={(callerLists) => change({ callerLists: [...callerLists] })}
      />
      <TypedField
        label={fields.dialled}
        hint={fields.dialledHint}
        empty={fields.anything}
        value={match.dialledNumbers ?? []}
        onChange={(dialledNumbers) => change({ dialledNumbers: [...dialledNumbers] })}
      />
      <TrunksField
        label={fields.trunks}
        empty={fields.anything}
        value={{ trunkNos: match.trunkNos ?? [], trunkGroups: match.trunkGroups ?? [] }}
        onChange={({ trunkNos, trunkGroups }) => change({ trunkNos: [...trunkNos], trunkGroups: [...trunkGroups] })}
      />
      <ScheduleField value={match.schedule} onChange={(schedule) => change({ schedule })} />
      <h3>{words.thenTitle}</h3>
      <StepField label={fields.next} value={next} onChange={setNext} />
    </RuleDrawer>
  );
});
