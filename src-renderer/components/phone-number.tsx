import type { ReactElement } from 'react';
import { formatPhone } from '../locales/phone-format.ts';
import { useWords } from './seat-words.ts';

/** A number as people read it; the plain one is in the title so that it can be checked digit by digit. */
export function PhoneNumber(props: { readonly number: string; readonly big?: boolean }): ReactElement {
  const { messages } = useWords();
  const className = props.big === true ? 'phone-number phone-number-big' : 'phone-number';
  if (props.number === '') return <span className={`${className} faint`}>{messages.calls.unknownNumber}</span>;
  return (
    <span className={className} title={props.number}>
      {formatPhone(props.number)}
    </span>
  );
}
