import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { outboundRuleDraftSchema } from '../../../src-main/contract/routing-requests.ts';
import {
  numberClassSchema,
  trunkStrategySchema,
  type OutboundAction,
  type OutboundMatch,
  type OutboundRule,
  type Rewrite,
} from '../../../src-main/contract/routing.ts';
import { roleSchema } from '../../../src-main/contract/users.ts';
import { Field } from '../../components/field.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { outboundSummary } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';
import { ManyField, ScheduleField, TrunksField, TypedField } from './choice-fields.tsx';
import { filled } from './filled.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { RowKey } from './rule-rows.tsx';
import { useRuleWords } from './use-rule-words.ts';

type Permission = Extract<OutboundAction, { kind: 'permit' }>;
const PERMISSION: Permission = { kind: 'permit', strategy: 'random', rewrite: [] };

/** A rule to change, or undefined for a new one. */
export const OutboundForm = observer(function OutboundForm(props: {
  readonly rule: OutboundRule | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { rule, onClose } = props;
  const { routing } = useSeat().root;
  const ruleWords = useRuleWords();
  const { messages } = ruleWords;
  const words = messages.rules;
  const { fields } = words;
  const [title, setTitle] = useState(rule?.title ?? '');
  const [match, setMatch] = useState<OutboundMatch>(rule?.match ?? {});
  const [kind, setKind] = useState<OutboundAction['kind']>(rule?.action.kind ?? 'permit');
  const [permission, setPermission] = useState<Permission>(rule?.action.kind === 'permit' ? rule.action : PERMISSION);
  const change = (part: Partial<OutboundMatch>): void => setMatch({ ...match, ...part });
  const action: OutboundAction = kind === 'bar' ? { kind } : permission;
  const draft = outboundRuleDraftSchema.safeParse({
    title,
    enabled: rule?.enabled ?? true,
    match: filled(match),
    action: kind === 'bar' ? { kind } : { ...filled(permission), rewrite: permission.rewrite },
  });
  const { choices } = routing;
  return (
    <RuleDrawer
      heading={rule === undefined ? words.newOutbound : words.editOutbound}
      title={title}
      onTitle={setTitle}
      summary={outboundSummary({ match, action }, ruleWords)}
      save={draft.success ? () => routing.saveRule('outbound', draft.data, rule?.ruleId) : undefined}
      form={{ match, kind, permission }}
      onClose={onClose}
    >
      <h3>{words.whoTitle}</h3>
      <ManyField
        label={fields.stations}
        empty={fields.anything}
        value={match.stationNos ?? []}
        options={(choices?.stationNos ?? []).map((no) => ({ value: no, label: no }))}
        onChange={(stationNos) => change({ stationNos: [...stationNos] })}
      />
      <ManyField
        label={fields.users}
        empty={fields.anything}
        value={match.userIds ?? []}
        options={(choices?.users ?? []).map((user) => ({ value: user.userId, label: user.displayName }))}
        onChange={(userIds) => change({ userIds: [...userIds] })}
      />
      <ManyField
        label={fields.roles}
        empty={fields.anything}
        value={match.roles ?? []}
        options={roleSchema.options.map((role) => ({ value: role, label: messages.codes.roles[role] }))}
        onChange={(roles) => change({ roles: [...roles] })}
      />
      <ManyField
        label={fields.classes}
        empty={fields.anything}
        value={match.classes ?? []}
        options={numberClassSchema.options.map((each) => ({ value: each, label: words.classes[each] }))}
        onChange={(classes) => change({ classes: [...classes] })}
      />
      <TypedField
        label={fields.numbers}
        hint={fields.numbersHint}
        empty={fields.anything}
        value={match.numberPatterns ?? []}
        onChange={(numberPatterns) => change({ numberPatterns: [...numberPatterns] })}
      />
      <ScheduleField value={match.schedule} onChange={(schedule) => change({ schedule })} />
      <h3>{words.thenTitle}</h3>
      <Segmented
        aria-label={fields.action}
        value={kind}
        options={(['permit', 'bar'] as const).map((value) => ({ value, label: words.actions[value] }))}
        onChange={setKind}
      />
      {kind === 'permit' && <PermissionFields value={permission} onChange={setPermission} />}
    </RuleDrawer>
  );
});

/** How a permitted call goes out: trunks, their order, rewriting, the number that is presented. */
const PermissionFields = observer(function PermissionFields(props: {
  readonly value: Permission;
  readonly onChange: (value: Permission) => void;
}): ReactElement {
  const { value, onChange } = props;
  const words = useRuleWords().messages.rules;
  const { fields, strategies } = words;
  return (
    <>
      <TrunksField
        label={fields.viaTrunks}
        empty={fields.allTrunks}
        value={{ trunkNos: value.trunkNos ?? [], trunkGroups: value.trunkGroups ?? [] }}
        onChange={({ trunkNos, trunkGroups }) =>
          onChange({ ...value, trunkNos: [...trunkNos], trunkGroups: [...trunkGroups] })
        }
      />
      <Field label={fields.strategy}>
        <Select
          aria-label={fields.strategy}
          value={value.strategy}
          options={trunkStrategySchema.options.map((each) => ({ value: each, label: strategies[each] }))}
          onChange={(strategy) => onChange({ ...value, strategy })}
        />
      </Field>
      <RewriteRows value={value.rewrite} onChange={(rewrite) => onChange({ ...value, rewrite: [...rewrite] })} />
      <Field label={fields.callerNumber} hint={fields.callerNumberHint}>
        <Input
          inputMode="numeric"
          maxLength={20}
          value={value.callerNumber ?? ''}
          onChange={({ target }) => {
            const { callerNumber: _before, ...others } = value;
            onChange(target.value === '' ? others : { ...others, callerNumber: target.value });
          }}
        />
      </Field>
    </>
  );
});

function RewriteRows(props: {
  readonly value: readonly Rewrite[];
  readonly onChange: (value: readonly Rewrite[]) => void;
}): ReactElement {
  const { value, onChange } = props;
  const words = useRuleWords().messages.rules;
  const { fields } = words;
  const change = (at: number, part: Partial<Rewrite>): void =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <fieldset className="rewrites">
      <legend>
        {fields.rewrite} <small className="faint">{fields.rewriteHint}</small>
      </legend>
      {value.map((rewrite, at) => (
        <div className="rewrite" key={at}>
          <Input
            aria-label={fields.pattern}
            placeholder={fields.pattern}
            value={rewrite.pattern}
            onChange={(event) => change(at, { pattern: event.target.value })}
          />
          <InputNumber
            aria-label={fields.strip}
            prefix={fields.strip}
            min={0}
            max={32}
            value={rewrite.strip}
            onChange={(strip) => change(at, { strip: strip ?? 0 })}
          />
          <Input
            aria-label={fields.prepend}
            placeholder={fields.prepend}
            value={rewrite.prepend}
            onChange={(event) => change(at, { prepend: event.target.value })}
          />
          <RowKey
            glyph="bin"
            word={words.remove}
            onPress={() => onChange(value.filter((_each, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<Glyph name="plus" size={14} />}
        onClick={() => onChange([...value, { pattern: '', strip: 0, prepend: '' }])}
      >
        {fields.addRewrite}
      </Button>
    </fieldset>
  );
}
