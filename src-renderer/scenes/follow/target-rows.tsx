import { Button, Checkbox, Input, InputNumber } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph, type GlyphName } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { ScheduleField } from '../routing/choice-fields.tsx';
import { useSeat } from '../seat-context.ts';
import { emptyTarget, type TargetDraft } from './plan-draft.ts';

const MOST_TARGETS = 10;

/** Whom a plan calls, in this order. */
export const TargetRows = observer(function TargetRows(props: {
  readonly targets: readonly TargetDraft[];
  readonly onChange: (targets: readonly TargetDraft[]) => void;
}): ReactElement {
  const { targets, onChange } = props;
  const words = useWords().messages.follow.plans;
  const move = (from: number, to: number): void => {
    const moved = targets[from];
    if (moved !== undefined) onChange(targets.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  const nextKey = Math.max(-1, ...targets.map((target) => target.key)) + 1;
  return (
    <fieldset className="targets">
      <legend>
        {words.targets} <small className="faint">{words.targetsHint}</small>
      </legend>
      <ol>
        {targets.map((target, at) => (
          <TargetRow
            key={target.key}
            target={target}
            place={at}
            count={targets.length}
            onChange={(changed) => onChange(targets.with(at, changed))}
            onMove={(to) => move(at, to)}
            onRemove={() => onChange(targets.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <Button
        icon={<Glyph name="plus" />}
        disabled={targets.length >= MOST_TARGETS}
        onClick={() => onChange([...targets, emptyTarget(nextKey)])}
      >
        {words.addTarget}
      </Button>
    </fieldset>
  );
});

interface TargetRowProps {
  readonly target: TargetDraft;
  readonly place: number;
  readonly count: number;
  readonly onChange: (target: TargetDraft) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

const TargetRow = observer(function TargetRow(props: TargetRowProps): ReactElement {
  const { target, place, count, onChange, onMove, onRemove } = props;
  const words = useWords().messages.follow.plans;
  const { routing } = useSeat().root;
  const hasSchedules = (routing.choices?.schedules ?? []).length > 0;
  const { schedule: _schedule, ...unscheduled } = target;
  return (
    <li className="target">
      <div className="target-line">
        <Input
          type="tel"
          autoComplete="off"
          maxLength={32}
          value={target.to}
          placeholder={words.to}
          title={words.toHint}
          aria-label={`${words.to} ${place + 1}`}
          onChange={(event) => onChange({ ...target, to: event.target.value.replace(/\D/g, '') })}
        />
        <Input
          maxLength={40}
          value={target.label}
          placeholder={words.labelHint}
          aria-label={`${words.label} ${place + 1}`}
          onChange={(event) => onChange({ ...target, label: event.target.value })}
        />
        <RowKey glyph="up" word={words.up} disabled={place === 0} onPress={() => onMove(place - 1)} />
        <RowKey glyph="down" word={words.down} disabled={place === count - 1} onPress={() => onMove(place + 1)} />
        <RowKey glyph="bin" word={words.removeTarget} disabled={count === 1} onPress={onRemove} />
      </div>
      <div className="target-line target-more">
        <label className="target-seconds">
          {words.ringSeconds}
          <InputNumber
            min={5}
            max={60}
            value={target.ringSeconds}
            aria-label={`${words.ringSeconds} ${place + 1}`}
            onChange={(value) => onChange({ ...target, ringSeconds: value ?? 20 })}
          />
        </label>
        <Checkbox
          checked={target.confirm}
          title={words.confirmHint}
          onChange={(event) => onChange({ ...target, confirm: event.target.checked })}
        >
          {words.confirm}
        </Checkbox>
      </div>
      {(hasSchedules || target.schedule !== undefined) && (
        <ScheduleField
          value={target.schedule}
          onChange={(schedule) => onChange(schedule === undefined ? unscheduled : { ...target, schedule })}
        />
      )}
    </li>
  );
});

function RowKey(props: {
  readonly glyph: GlyphName;
  readonly word: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
}): ReactElement {
  const { glyph, word, disabled, onPress } = props;
  return (
    <button type="button" className="icon-key" title={word} aria-label={word} disabled={disabled} onClick={onPress}>
      <Glyph name={glyph} />
    </button>
  );
}
