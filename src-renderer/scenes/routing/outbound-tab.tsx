import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { OutboundRule } from '../../../src-main/contract/routing.ts';
import { Glyph } from '../../components/glyph.tsx';
import { outboundSummary } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';
import { OutboundForm } from './outbound-form.tsx';
import { RuleRows } from './rule-rows.tsx';
import { useMayEdit, useRuleWords } from './use-rule-words.ts';

/** The outbound rules in their order, and what happens to numbers that none fits. */
export const OutboundTab = observer(function OutboundTab(): ReactElement {
  const { routing } = useSeat().root;
  const ruleWords = useRuleWords();
  const words = ruleWords.messages.rules;
  const mayEdit = useMayEdit();
  const [edited, setEdited] = useState<OutboundRule | 'new'>();
  const rules = routing.plan?.outboundRules ?? [];
  const byId = (ruleId: string): OutboundRule | undefined => rules.find((rule) => rule.ruleId === ruleId);
  const save = (ruleId: string, change: (rule: OutboundRule) => void): void => {
    const rule = byId(ruleId);
    if (rule !== undefined) change(rule);
  };
  const byDefault = routing.plan?.settings.outboundDefault ?? 'permitted';
  return (
    <section className="routing-tab">
      <div className="routing-head">
        <p className="faint">{mayEdit ? words.orderHint : words.readOnly}</p>
        {mayEdit && (
          <Button type="primary" icon={<Glyph name="plus" />} onClick={() => setEdited('new')}>
            {words.add}
          </Button>
        )}
      </div>
      {rules.length === 0 && (
        <p className="empty">
          {words.empty}
          <span className="faint">{words.emptyOutbound}</span>
        </p>
      )}
      <RuleRows
        label={words.tabs.outbound}
        mayEdit={mayEdit}
        pending={routing.pending}
        rows={rules.map((rule) => ({
          ruleId: rule.ruleId,
          title: rule.title,
          enabled: rule.enabled,
          summary: outboundSummary(rule, ruleWords),
        }))}
        onOrder={(ruleIds) => void routing.order('outbound', ruleIds)}
        onEnable={(ruleId, enabled) =>
          save(ruleId, (rule) => void routing.saveRule('outbound', { ...rule, enabled }, ruleId))
        }
        onEdit={(ruleId) => setEdited(byId(ruleId))}
        onDuplicate={(ruleId) =>
          save(ruleId, ({ title, position, match, action }) => {
            const copy = {
              title: words.copyOf(title).slice(0, 60),
              enabled: false,
              position: position + 1,
              match,
              action,
            };
            void routing.saveRule('outbound', copy);
          })
        }
        onRemove={(ruleId) => void routing.removeRule('outbound', ruleId)}
      />
      {rules.length > 0 && (
        <p className="routing-default">
          <Glyph name="routing" />{' '}
          {words.text.labelled(words.groups.outboundDefault, words.groups.outboundDefaults[byDefault])} ·{' '}
          {words.groups.emergencyHint}
        </p>
      )}
      {edited !== undefined && (
        <OutboundForm rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </section>
  );
});
