import { Button, Input, Segmented } from 'antd';
import { useState, type FormEvent, type ReactElement } from 'react';
import type { BenchActionInput } from '../../../src-main/contract/bench.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../components/seat-words.ts';

type CallerId = 'fsk' | 'dtmf' | 'none';

const DEFAULT_NUMBER = '13900001234';

/** An outside caller rings this trunk: who, and how the exchange shows it. */
export function RingForm(props: {
  readonly trunkNo: number;
  readonly onRing: (action: BenchActionInput) => void;
}): ReactElement {
  const words = useWords().messages.bench;
  const [number, setNumber] = useState(DEFAULT_NUMBER);
  const [name, setName] = useState('');
  const [callerId, setCallerId] = useState<CallerId>('fsk');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onRing({ do: 'ring', trunkNo: props.trunkNo, number, name, callerId });
  };
  return (
    <form className="ring-form" onSubmit={submit}>
      <Field label={words.number}>
        <Input
          name="number"
          autoFocus
          maxLength={32}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </Field>
      <Field label={words.name}>
        <Input name="name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={words.callerId}>
        <Segmented<CallerId>
          value={callerId}
          block
          options={[
            { value: 'fsk', label: words.callerIds.fsk },
            { value: 'dtmf', label: words.callerIds.dtmf },
            { value: 'none', label: words.callerIds.none },
          ]}
          onChange={setCallerId}
        />
      </Field>
      <Button type="primary" htmlType="submit" block>
        {words.ringSubmit}
      </Button>
    </form>
  );
}
