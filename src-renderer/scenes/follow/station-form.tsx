import { Button, Input, InputNumber, Switch } from 'antd';
import { useState, type FormEvent, type ReactElement } from 'react';
import { stationDraftSchema, type StationDraft, type StationSettings } from '../../../src-main/contract/stations.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';

const DEFAULT_SECONDS = 20;

/** Do-not-disturb and forwarding of one station; an empty number is no forwarding. */
export function StationForm(props: {
  readonly settings: StationSettings;
  readonly pending: boolean;
  /** Told above, because settings that changed begin a new form. */
  readonly saved: boolean;
  readonly onSave: (draft: StationDraft) => void;
}): ReactElement {
  const { settings, pending, saved, onSave } = props;
  const follow = useWords().messages.follow;
  const words = follow.station;
  const { forwarding } = settings;
  const [doNotDisturb, setDoNotDisturb] = useState(settings.doNotDisturb);
  const [always, setAlways] = useState(forwarding.always ?? '');
  const [busy, setBusy] = useState(forwarding.busy ?? '');
  const [noAnswer, setNoAnswer] = useState(forwarding.noAnswer?.number ?? '');
  const [seconds, setSeconds] = useState(forwarding.noAnswer?.seconds ?? DEFAULT_SECONDS);
  const draft = stationDraftSchema.safeParse({
    doNotDisturb,
    forwarding: {
      ...(always === '' ? {} : { always }),
      ...(busy === '' ? {} : { busy }),
      ...(noAnswer === '' ? {} : { noAnswer: { number: noAnswer, seconds } }),
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.success) onSave(draft.data);
  };
  return (
    <form className="rule-form station-form" onSubmit={submit}>
      <label className="switch-line">
        <Switch checked={doNotDisturb} aria-label={words.doNotDisturb} onChange={setDoNotDisturb} />
        <span>
          <b>{words.doNotDisturb}</b>
          <small className="faint">{words.doNotDisturbHint}</small>
        </span>
      </label>
      <h3>{words.forwarding}</h3>
      <p className="faint small">{words.forwardingHint}</p>
      <NumberField label={words.always} value={always} onChange={setAlways} />
      {always !== '' && (busy !== '' || noAnswer !== '') && <p className="field-note">{words.alwaysWins}</p>}
      <NumberField label={words.busy} value={busy} onChange={setBusy} />
      <div className="field-pair">
        <NumberField label={words.noAnswer} value={noAnswer} onChange={setNoAnswer} />
        <Field label={words.afterSeconds}>
          <InputNumber
            min={5}
            max={120}
            value={seconds}
            aria-label={words.afterSeconds}
            onChange={(value) => setSeconds(value ?? DEFAULT_SECONDS)}
          />
        </Field>
      </div>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={pending} disabled={!draft.success}>
          {pending ? follow.saving : follow.save}
        </Button>
        <span role="status" className="good-word">
          {saved ? words.saved : ''}
        </span>
      </div>
    </form>
  );
}

function NumberField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const words = useWords().messages.follow.station;
  return (
    <Field label={props.label}>
      <Input
        type="tel"
        autoComplete="off"
        maxLength={32}
        allowClear
        placeholder={words.none}
        aria-label={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value.replace(/\D/g, ''))}
      />
    </Field>
  );
}
