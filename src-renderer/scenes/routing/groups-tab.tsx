import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import type { RingGroup } from '../../../src-main/contract/routing.ts';
import { Glyph } from '../../components/glyph.tsx';
import { stepText } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';
import { RingGroupForm } from './ring-group-form.tsx';
import { RowKey } from './rule-rows.tsx';
import { RoutingSettingsForm } from './routing-settings-form.tsx';
import { useMayEdit, useRuleWords } from './use-rule-words.ts';

/** What rules refer to: ring groups, line groups, numbers of the lines, and the house's defaults. */
export const GroupsTab = observer(function GroupsTab(): ReactElement {
  const { routing } = useSeat().root;
  const [saved, setSaved] = useState(false);
  const settings = routing.plan?.settings;
  // Settings that somebody else changed begin a new form, so that old values are not saved over them.
  const { forced: _forced, ...formed } = settings ?? {};
  return (
    <section className="routing-tab">
      <RingGroups />
      {settings !== undefined && (
        <RoutingSettingsForm
          key={JSON.stringify(formed)}
          settings={settings}
          saved={saved}
          onSaved={() => setSaved(true)}
        />
      )}
    </section>
  );
});

const RingGroups = observer(function RingGroups(): ReactElement {
  const { routing } = useSeat().root;
  const ruleWords = useRuleWords();
  const rules = ruleWords.messages.rules;
  const words = rules.groups;
  const mayEdit = useMayEdit();
  const [edited, setEdited] = useState<RingGroup | 'new'>();
  const groups = routing.plan?.ringGroups ?? [];
  return (
    <>
      <div className="routing-head">
        <div>
          <h2>{words.ringGroups}</h2>
          <p className="faint">{words.ringGroupsHint}</p>
        </div>
        {mayEdit && (
          <Button icon={<Glyph name="plus" />} onClick={() => setEdited('new')}>
            {words.addRingGroup}
          </Button>
        )}
      </div>
      {groups.length === 0 && <p className="faint routing-none">{rules.emptyGroups}</p>}
      <ul className="rule-rows">
        {groups.map((group) => (
          <li key={group.groupId} className="rule-row">
            <span className="rule-position">
              <Glyph name="ringing" />
            </span>
            <div className="rule-words">
              <b>{group.title}</b>
              <p>
                {group.members.map((each) => (each.kind === 'station' ? each.stationNo : each.number)).join(', ')} ·{' '}
                {words.orders[group.order]} · {group.ringMs / 1000} s ·{' '}
                {rules.text.labelled(words.then, stepText(group.then, ruleWords))}
              </p>
            </div>
            {mayEdit && (
              <div className="rule-keys">
                <RowKey glyph="edit" word={rules.edit} onPress={() => setEdited(group)} />
                <RowKey glyph="bin" word={rules.remove} onPress={() => void routing.removeRingGroup(group)} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited !== undefined && (
        <RingGroupForm group={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
});
