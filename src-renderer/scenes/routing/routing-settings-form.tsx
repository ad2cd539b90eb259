import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { settingsDraftSchema } from '../../../src-main/contract/routing-requests.ts';
import type { RoutingSettings } from '../../../src-main/contract/routing.ts';
import { Field } from '../../components/field.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { useSeat } from '../seat-context.ts';
import { TypedField } from './choice-fields.tsx';
import { RowKey } from './rule-rows.tsx';
import { draftOfStep, emptyStep, stepOfDraft } from './step-draft.ts';
import { StepField } from './step-field.tsx';
import { useMayEdit, useRuleWords } from './use-rule-words.ts';

const DEFAULTS = ['permitted', 'barred'] as const;

/** Saved as one: a group that is taken away while a rule names it is refused whole. */
export const RoutingSettingsForm = observer(function RoutingSettingsForm(props: {
  readonly settings: RoutingSettings;
  /** They have been saved since the screen was opened. */
  readonly saved: boolean;
  readonly onSaved: () => void;
}): ReactElement {
  const { routing } = useSeat().root;
  const { messages } = useRuleWords();
  const { rules } = messages;
  const words = rules.groups;
  const mayEdit = useMayEdit();
  const [settings, setSettings] = useState(props.settings);
  const [fallback, setFallback] = useState(
    props.settings.defaultStep === undefined ? undefined : draftOfStep(props.settings.defaultStep),
  );
  const [state, setState] = useState<'clean' | 'changed'>('clean');
  const change = (part: Partial<RoutingSettings>): void => {
    setSettings({ ...settings, ...part });
    setState('changed');
  };
  const { forced: _forced, defaultStep: _before, ...rest } = settings;
  const step = fallback === undefined ? {} : { defaultStep: stepOfDraft(fallback) };
  const draft = settingsDraftSchema.safeParse({ ...rest, ...step });
  const isWhole = draft.success && (fallback === undefined || stepOfDraft(fallback) !== undefined);
  const save = (): void => {
    if (!draft.success) return;
    void routing.saveSettings(draft.data).then((done) => {
      if (!done.ok) return;
      setState('clean');
      props.onSaved();
    });
  };
  return (
    <fieldset className="routing-settings" disabled={!mayEdit}>
      <TrunkGroups settings={settings} onChange={change} />
      <TrunkNumbers settings={settings} onChange={change} />
      <h2>{words.other}</h2>
      <Checkbox
        checked={fallback !== undefined}
        disabled={!mayEdit}
        onChange={(event) => {
          setFallback(event.target.checked ? emptyStep('flow') : undefined);
          setState('changed');
        }}
      >
        {rules.defaultStep}
        {fallback === undefined && <span className="faint"> · {rules.keepsRinging}</span>}
      </Checkbox>
      {fallback !== undefined && (
        <StepField
          label={rules.fields.next}
          value={fallback}
          onChange={(next) => {
            setFallback(next);
            setState('changed');
          }}
        />
      )}
      <Field label={words.outboundDefault}>
        <Segmented
          disabled={!mayEdit}
          aria-label={words.outboundDefault}
          value={settings.outboundDefault}
          options={DEFAULTS.map((value) => ({ value, label: words.outboundDefaults[value] }))}
          onChange={(outboundDefault) => change({ outboundDefault })}
        />
      </Field>
      <TypedField
        label={words.emergency}
        hint={words.emergencyHint}
        empty=""
        value={settings.furtherEmergencyNumbers}
        onChange={(numbers) => change({ furtherEmergencyNumbers: [...numbers] })}
      />
      <TypedField
        label={words.premium}
        empty=""
        value={settings.premiumPrefixes}
        onChange={(prefixes) => change({ premiumPrefixes: [...prefixes] })}
      />
      <TypedField
        label={words.addresses}
        hint={words.addressesHint}
        empty="https://"
        value={settings.customAddresses}
        onChange={(addresses) => change({ customAddresses: [...addresses] })}
      />
      {mayEdit && (
        <div className="form-keys">
          <Button type="primary" disabled={state !== 'changed' || !isWhole} loading={routing.pending} onClick={save}>
            {rules.save}
          </Button>
          <span role="status" className="faint">
            {state === 'clean' && props.saved && rules.saved}
            {state === 'changed' && !isWhole && messages.codes.errors['request/invalid']}
          </span>
        </div>
      )}
    </fieldset>
  );
});

interface PartProps {
  readonly settings: RoutingSettings;
  readonly onChange: (part: Partial<RoutingSettings>) => void;
}

const TrunkGroups = observer(function TrunkGroups({ settings, onChange }: PartProps): ReactElement {
  const { routing } = useSeat().root;
  const { rules } = useRuleWords().messages;
  const words = rules.groups;
  const groups = settings.trunkGroups;
  const set = (at: number, part: Partial<(typeof groups)[number]>): void =>
    onChange({ trunkGroups: groups.map((group, index) => (index === at ? { ...group, ...part } : group)) });
  return (
    <>
      <h2>{words.trunkGroups}</h2>
      <p className="faint">{words.trunkGroupsHint}</p>
      {groups.map((group, at) => (
        <div className="trunk-group" key={group.groupId}>
          <Input
            aria-label={rules.name}
            placeholder={rules.name}
            maxLength={60}
            value={group.title}
            onChange={(event) => set(at, { title: event.target.value })}
          />
          <Select<number[]>
            mode="multiple"
            aria-label={rules.fields.trunks}
            placeholder={rules.fields.trunks}
            value={group.trunkNos}
            options={(routing.choices?.trunkNos ?? []).map((no) => ({ value: no, label: String(no) }))}
            onChange={(trunkNos) => set(at, { trunkNos })}
          />
          <RowKey
            glyph="bin"
            word={rules.remove}
            onPress={() => onChange({ trunkGroups: groups.filter((_group, index) => index !== at) })}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<Glyph name="plus" size={14} />}
        onClick={() =>
          onChange({ trunkGroups: [...groups, { groupId: crypto.randomUUID(), title: '', trunkNos: [] }] })
        }
      >
        {words.addTrunkGroup}
      </Button>
    </>
  );
});

const TrunkNumbers = observer(function TrunkNumbers({ settings, onChange }: PartProps): ReactElement {
  const { routing } = useSeat().root;
  const { rules } = useRuleWords().messages;
  const words = rules.groups;
  const numbers = settings.trunkNumbers;
  const set = (trunkNo: number, number: string): void => {
    const { [trunkNo]: _before, ...others } = numbers;
    onChange({ trunkNumbers: number === '' ? others : { ...others, [trunkNo]: number } });
  };
  return (
    <>
      <h2>{words.trunkNumbers}</h2>
      <p className="faint">{words.trunkNumbersHint}</p>
      <div className="trunk-numbers">
        {(routing.choices?.trunkNos ?? []).map((trunkNo) => (
          <Input
            key={trunkNo}
            prefix={`${rules.text.onTrunk(String(trunkNo))}:`}
            aria-label={rules.text.onTrunk(String(trunkNo))}
            inputMode="numeric"
            maxLength={20}
            value={numbers[String(trunkNo)] ?? ''}
            onChange={(event) => set(trunkNo, event.target.value.replace(/\D/g, ''))}
          />
        ))}
      </div>
    </>
  );
});
