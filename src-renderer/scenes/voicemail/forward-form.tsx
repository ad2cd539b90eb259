import { Button, Select } from 'antd';
import { observer } from 'mobx-react-lite';
import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import type { VoicemailMessage } from '../../../src-main/contract/voicemail.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** Chooses a box by number or name and puts a copy there. */
export const ForwardForm = observer(function ForwardForm(props: {
  readonly message: VoicemailMessage;
  readonly onDone: () => void;
}): ReactElement {
  const { voicemail } = useSeat().root;
  const words = useWords().messages.voicemail;
  const [boxId, setBoxId] = useState<string>();
  useEffect(() => void voicemail.loadNames(), [voicemail]);
  const others = voicemail.names.filter((box) => box.boxId !== props.message.boxId);
  const chosen = others.find((box) => box.boxId === boxId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen !== undefined)
      void voicemail.forward(props.message.messageId, chosen).then((done) => done && props.onDone());
  };
  return (
    <form className="forward-form" onSubmit={submit}>
      <Field label={words.forwardTo}>
        <Select<string>
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={words.forwardTo}
          {...(boxId === undefined ? {} : { value: boxId })}
          options={others.map((box) => ({ value: box.boxId, label: `${box.boxNo} ${box.title}` }))}
          onChange={setBoxId}
        />
      </Field>
      <Button
        type="primary"
        htmlType="submit"
        block
        disabled={chosen === undefined}
        loading={voicemail.isPending(props.message.messageId)}
      >
        {words.forwardSubmit}
      </Button>
    </form>
  );
});
