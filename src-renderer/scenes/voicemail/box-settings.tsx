import { Button, Input, Modal, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import { useRef, useState, type FormEvent, type ReactElement } from 'react';
import {
  greetingSlotSchema,
  pinSchema,
  type BoxId,
  type BoxSummary,
  type Greeting,
  type GreetingSlot,
} from '../../../src-main/contract/voicemail.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDateTime, formatDuration } from '../../locales/time-format.ts';
import { PATHS } from '../../transport/http-paths.ts';
import { useSeat } from '../seat-context.ts';
import { VoicemailNoticeLine } from './voicemail-notice.tsx';

/** Greetings and PIN of a box, for who keeps it. */
export const BoxSettings = observer(function BoxSettings(props: {
  readonly boxId: BoxId | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const box = props.boxId === undefined ? undefined : voicemail.boxOf(props.boxId);
  return (
    <Modal
      open={box !== undefined}
      title={box === undefined ? '' : `${words.settings} · ${box.title}`}
      footer={false}
      onCancel={props.onClose}
      destroyOnHidden
      width={620}
    >
      {box !== undefined && (
        <div className="box-settings">
          <VoicemailNoticeLine />
          <h3>{words.greetings}</h3>
          {greetingSlotSchema.options.map((slot) => (
            <GreetingLine key={slot} box={box} slot={slot} />
          ))}
          <p className="faint small">{words.uploadHint}</p>
          <h3>{words.pin}</h3>
          <PinForm box={box} />
        </div>
      )}
    </Modal>
  );
});

const GreetingLine = observer(function GreetingLine(props: {
  readonly box: BoxSummary;
  readonly slot: GreetingSlot;
}): ReactElement {
  const { box, slot } = props;
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const [busy, setBusy] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const greeting = box.greetings[slot];
  const set = (sound: Blob | undefined): void => {
    setBusy(true);
    void voicemail.setGreeting(box.boxId, slot, sound).finally(() => setBusy(false));
  };
  const path = PATHS.voicemailGreeting(box.boxId, slot);
  return (
    <div className="greeting-line">
      <b>{words.slots[slot]}</b>
      <GreetingWords greeting={greeting} />
      {greeting?.kind === 'recorded' && (
        <audio controls preload="none" src={`${path}?at=${greeting.at}`} aria-label={words.slots[slot]} />
      )}
      <span className="greeting-keys">
        <Button size="small" loading={busy} onClick={() => file.current?.click()}>
          {words.upload}
        </Button>
        {greeting !== undefined && (
          <Popconfirm
            title={words.resetConfirm}
            okText={words.reset}
            cancelText={words.cancel}
            onConfirm={() => set(undefined)}
          >
            <Button size="small" disabled={busy}>
              {words.reset}
            </Button>
          </Popconfirm>
        )}
      </span>
      <input
        ref={file}
        type="file"
        accept=".wav,audio/wav"
        hidden
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen !== undefined) set(chosen);
        }}
      />
    </div>
  );
});

function GreetingWords(props: { readonly greeting: Greeting | undefined }): ReactElement {
  const { messages, locale } = useWords();
  const words = messages.voicemail;
  const { greeting } = props;
  if (greeting === undefined) return <span className="faint">{words.standardGreeting}</span>;
  if (greeting.kind === 'prompt') return <span>{words.promptGreeting(greeting.promptId)}</span>;
  const time = formatDateTime(greeting.at, locale);
  return <span>{words.recordedGreeting(formatDuration(greeting.lengthMs), time)}</span>;
}

const PinForm = observer(function PinForm(props: { readonly box: BoxSummary }): ReactElement {
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    void voicemail
      .setPin(props.box.boxId, pin)
      .then((done) => done && setPin(''))
      .finally(() => setBusy(false));
  };
  return (
    <form className="pin-form" onSubmit={submit}>
      {props.box.mustChangePin && <p className="player-gap">{words.pinMustChange}</p>}
      <Field label={words.pin} hint={words.pinHint}>
        <Input.Password
          name="pin"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={pin}
          onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
        />
      </Field>
      <Button htmlType="submit" loading={busy} disabled={!pinSchema.safeParse(pin).success}>
        {words.pinSave}
      </Button>
    </form>
  );
});
