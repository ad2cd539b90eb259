import { Button, Popconfirm, Select, Switch } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { ruleIdSchema, type RuleId } from '../../../src-main/contract/ids.ts';
import type { InboundRule } from '../../../src-main/contract/routing.ts';
import { Glyph } from '../../components/glyph.tsx';
import { inboundSummary, stepText } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';
import { InboundForm } from './inbound-form.tsx';
import { RuleRows } from './rule-rows.tsx';
import { useMayEdit, useRuleWords } from './use-rule-words.ts';

/** The inbound rules in their order, under the switch that overrules them all. */
export const InboundTab = observer(function InboundTab(): ReactElement {
  const { routing } = useSeat().root;
  const ruleWords = useRuleWords();
  const words = ruleWords.messages.rules;
  const mayEdit = useMayEdit();
  const [edited, setEdited] = useState<InboundRule | 'new'>();
  const rules = routing.plan?.inboundRules ?? [];
  const byId = (ruleId: string): InboundRule | undefined => rules.find((rule) => rule.ruleId === ruleId);
  const save = (ruleId: string, change: (rule: InboundRule) => void): void => {
    const rule = byId(ruleId);
    if (rule !== undefined) change(rule);
  };
  const defaultStep = routing.plan?.settings.defaultStep;
  return (
    <section className="routing-tab">
      <ForcedHandling mayEdit={mayEdit} />
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
          <span className="faint">{words.emptyInbound}</span>
        </p>
      )}
      <RuleRows
        label={words.tabs.inbound}
        mayEdit={mayEdit}
        pending={routing.pending}
        rows={rules.map((rule) => ({
          ruleId: rule.ruleId,
          title: rule.title,
          enabled: rule.enabled,
          summary: inboundSummary(rule, ruleWords),
        }))}
        onOrder={(ruleIds) => void routing.order('inbound', ruleIds)}
        onEnable={(ruleId, enabled) =>
          save(ruleId, (rule) => void routing.saveRule('inbound', { ...rule, enabled }, ruleId))
        }
        onEdit={(ruleId) => setEdited(byId(ruleId))}
        onDuplicate={(ruleId) =>
          save(ruleId, ({ title, position, match, next }) => {
            const copy = {
              title: words.copyOf(title).slice(0, 60),
              enabled: false,
              position: position + 1,
              match,
              next,
            };
            void routing.saveRule('inbound', copy);
          })
        }
        onRemove={(ruleId) => void routing.removeRule('inbound', ruleId)}
      />
      <p className="routing-default">
        <Glyph name="routing" />{' '}
        {words.text.labelled(
          words.defaultStep,
          defaultStep === undefined ? words.keepsRinging : stepText(defaultStep, ruleWords),
        )}
      </p>
      {edited !== undefined && (
        <InboundForm rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </section>
  );
});

/** 强制处理: one rule for every call, behind a question. */
const ForcedHandling = observer(function ForcedHandling(props: { readonly mayEdit: boolean }): ReactElement {
  const { routing } = useSeat().root;
  const { messages, names } = useRuleWords();
  const words = messages.rules.forced;
  const forced = routing.plan?.settings.forced ?? { on: false };
  const rules = routing.plan?.inboundRules ?? [];
  const ruleId = forced.ruleId ?? rules[0]?.ruleId;
  const set = (on: boolean, chosen: RuleId | undefined): void =>
    void routing.setForced({ on, ...(chosen === undefined ? {} : { ruleId: chosen }) });
  return (
    <div className={forced.on ? 'forced forced-on' : 'forced'}>
      <div className="forced-words">
        <b>{words.title}</b>
        <p className={forced.on ? '' : 'faint'} role="status">
          {forced.on ? words.on(names.rule(forced.ruleId ?? '')) : words.hint}
        </p>
      </div>
      {props.mayEdit && ruleId !== undefined && (
        <>
          <Select<string>
            aria-label={words.rule}
            className="forced-rule"
            value={ruleId}
            options={rules.map((rule) => ({ value: rule.ruleId, label: rule.title }))}
            onChange={(chosen) => set(forced.on, ruleIdSchema.parse(chosen))}
          />
          <Popconfirm
            title={words.confirm}
            okText={words.yes}
            cancelText={messages.rules.cancel}
            disabled={forced.on}
            onConfirm={() => set(true, ruleId)}
          >
            <Switch
              checked={forced.on}
              loading={routing.pending}
              aria-label={words.title}
              {...(forced.on ? { onChange: () => set(false, ruleId) } : {})}
            />
          </Popconfirm>
        </>
      )}
    </div>
  );
});
