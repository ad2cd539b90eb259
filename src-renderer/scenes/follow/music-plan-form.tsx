import { Button, Input, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type ReactElement } from 'react';
import { HOUSE_MUSIC_ID, type MusicChoice, type MusicPlan } from '../../../src-main/contract/music.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { MusicChoiceField } from './music-choice-field.tsx';

const PARTS = ['byRule', 'byFlow', 'byQueue'] as const;
type Part = (typeof PARTS)[number];
const STANDARD: MusicChoice = { kind: 'music', musicId: HOUSE_MUSIC_ID };

/** Who hears which music; each change is saved at once. */
export const MusicPlanForm = observer(function MusicPlanForm(props: {
  readonly plan: MusicPlan;
  readonly disabled: boolean;
}): ReactElement {
  const { plan, disabled } = props;
  const { music } = useSeat().root;
  const { music: words } = useWords().messages.follow;
  return (
    <div className="music-plan">
      <MusicChoiceField
        label={words.house}
        disabled={disabled}
        value={plan.house}
        onChange={(house) => house !== undefined && void music.savePlan({ ...plan, house })}
      />
      {PARTS.map((part) => (
        <PartChoices
          key={part}
          part={part}
          choices={plan[part]}
          disabled={disabled}
          onChange={(choices) => void music.savePlan({ ...plan, [part]: choices })}
        />
      ))}
    </div>
  );
});

const PartChoices = observer(function PartChoices(props: {
  readonly part: Part;
  readonly choices: MusicPlan[Part];
  readonly disabled: boolean;
  readonly onChange: (choices: MusicPlan[Part]) => void;
}): ReactElement {
  const { part, choices, disabled, onChange } = props;
  const { routing } = useSeat().root;
  const { music: words } = useWords().messages.follow;
  const [id, setId] = useState('');
  const named = useNamed(part).filter((each) => choices[each.value] === undefined);
  const nameOf = (each: string): string =>
    part === 'byRule' ? routing.names.rule(each) : part === 'byFlow' ? routing.names.flow(each) : each;
  const add = (): void => {
    setId('');
    onChange({ ...choices, [id]: STANDARD });
  };
  return (
    <fieldset className="music-part">
      <legend>{words[part]}</legend>
      {Object.entries(choices).map(([each, choice]) => {
        const { [each]: _removed, ...others } = choices;
        return (
          <div key={each} className="music-choice">
            <MusicChoiceField
              label={nameOf(each)}
              disabled={disabled}
              value={choice}
              onChange={(chosen) => chosen !== undefined && onChange({ ...choices, [each]: chosen })}
            />
            <button
              type="button"
              className="icon-key"
              title={words.removeChoice}
              aria-label={`${words.removeChoice} ${nameOf(each)}`}
              disabled={disabled}
              onClick={() => onChange(others)}
            >
              <Glyph name="bin" />
            </button>
          </div>
        );
      })}
      {!disabled && (
        <div className="music-choice">
          {part === 'byQueue' ? (
            <Input
              value={id}
              maxLength={64}
              placeholder={words.queueId}
              aria-label={words.queueId}
              onChange={(event) => setId(event.target.value.trim())}
            />
          ) : (
            <Select<string>
              aria-label={`${words[part]} ${words.which}`}
              placeholder={words.which}
              {...(id === '' ? {} : { value: id })}
              options={named}
              onChange={setId}
            />
          )}
          <Button disabled={id === '' || choices[id] !== undefined} onClick={add}>
            {words.addChoice}
          </Button>
        </div>
      )}
    </fieldset>
  );
});

/** What can be named: rules and flows; queues have no list yet. */
function useNamed(part: Part): readonly { readonly value: string; readonly label: string }[] {
  const { routing } = useSeat().root;
  switch (part) {
    case 'byRule':
      return (routing.plan?.inboundRules ?? []).map(({ ruleId, title }) => ({ value: ruleId, label: title }));
    case 'byFlow':
      return (routing.choices?.flows ?? []).map(({ flowId, title }) => ({ value: flowId, label: title }));
    case 'byQueue':
      return [];
  }
}
