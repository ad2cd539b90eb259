import { Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useState, type FormEvent, type ReactElement } from 'react';
import { boxSetupSchema, type Box } from '../../../src-main/contract/voicemail.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';
import { draftOf, limitSeconds, setupOf, type BoxDraft } from './box-draft.ts';

/** One box as it is set up; saved only when the contract accepts it. */
export const BoxForm = observer(function BoxForm(props: {
  readonly box: Box | undefined;
  readonly onDone: () => void;
}): ReactElement {
  const { boxSetups } = useSeat().root;
  const words = useWords().messages.voicemail;
  const [draft, setDraft] = useState<BoxDraft>(() => draftOf(props.box));
  const change = (part: Partial<BoxDraft>): void => setDraft({ ...draft, ...part });
  const setup = boxSetupSchema.safeParse(setupOf(draft));
  const people = boxSetups.people.map((person) => ({ value: `${person.userId}`, label: person.displayName }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (setup.success) void boxSetups.save(props.box?.boxId, setup.data).then((done) => done && props.onDone());
  };
  return (
    <form className="box-form" onSubmit={submit}>
      <Field label={words.kind}>
        <Segmented<BoxDraft['kind']>
          value={draft.kind}
          options={(['personal', 'group'] as const).map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(kind) => change({ kind })}
        />
      </Field>
      <Field label={words.boxNo}>
        <Input
          autoFocus
          inputMode="numeric"
          maxLength={8}
          value={draft.boxNo}
          onChange={(event) => change({ boxNo: event.target.value.replace(/\D/g, '') })}
        />
      </Field>
      <Field label={words.boxTitle}>
        <Input maxLength={40} value={draft.title} onChange={(event) => change({ title: event.target.value })} />
      </Field>
      {draft.kind === 'personal' && (
        <Field label={words.owner}>
          <Select<string>
            aria-label={words.owner}
            {...(draft.ownerUserId === undefined ? {} : { value: draft.ownerUserId })}
            options={people}
            onChange={(ownerUserId) => change({ ownerUserId })}
          />
        </Field>
      )}
      <Field label={words.members}>
        <Select<string[]>
          mode="multiple"
          aria-label={words.members}
          value={[...draft.memberUserIds]}
          options={people}
          onChange={(memberUserIds) => change({ memberUserIds })}
        />
      </Field>
      <Field label={words.stations} hint={words.stationsHint}>
        <Select<string[]>
          mode="tags"
          aria-label={words.stations}
          value={[...draft.stationNos]}
          onChange={(stationNos) => change({ stationNos })}
        />
      </Field>
      <LimitFields draft={draft} onChange={change} />
      <Checkbox checked={draft.webhook} onChange={(event) => change({ webhook: event.target.checked })}>
        {words.webhook}
      </Checkbox>
      <div className="box-form-keys">
        <Button type="primary" htmlType="submit" loading={boxSetups.busy} disabled={!setup.success}>
          {words.save}
        </Button>
        <Button onClick={props.onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
});

function LimitFields(props: {
  readonly draft: BoxDraft;
  readonly onChange: (part: Partial<BoxDraft>) => void;
}): ReactElement {
  const words = useWords().messages.voicemail;
  const { draft, onChange } = props;
  const fields = [
    ['maxS', words.maxSeconds, limitSeconds.max],
    ['minS', words.minSeconds, limitSeconds.min],
    ['silenceS', words.silenceSeconds, limitSeconds.silence],
    ['maxMessages', words.maxMessages, limitSeconds.messages],
  ] as const;
  return (
    <div className="box-limits">
      {fields.map(([key, label, [from, to]]) => (
        <Field key={key} label={label}>
          <InputNumber<number>
            min={from}
            max={to}
            precision={0}
            value={draft[key]}
            onChange={(value) => onChange({ [key]: value ?? draft[key] })}
          />
        </Field>
      ))}
      <Field label={words.schedule}>
        <Input
          maxLength={64}
          value={draft.scheduleId}
          onChange={(event) => onChange({ scheduleId: event.target.value })}
        />
      </Field>
    </div>
  );
}
