import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', ''],
  ['#', ''],
] as const;

export interface KeypadProps {
  readonly label: string;
  readonly sentLabel: string;
  readonly onDigit: (digit: string) => void;
  /** Takes the focus when it opens, because its user asked for it by a key. */
  readonly takeFocus: boolean;
  readonly onClose?: () => void;
}

/** Telephone keys for mouse and keyboard; each press is sent at once. Shows what was pressed here. */
export function Keypad(props: KeypadProps): ReactElement {
  const { label, sentLabel, onDigit, takeFocus, onClose } = props;
  const [pressed, setPressed] = useState('');
  const pad = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takeFocus) pad.current?.focus();
  }, [takeFocus]);
  const press = (digit: string): void => {
    setPressed((before) => (before + digit).slice(-20));
    onDigit(digit);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') return onClose?.();
    if (!/^[0-9*#]$/.test(event.key) || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    press(event.key);
  };
  return (
    <div className="keypad" role="group" aria-label={label} tabIndex={-1} ref={pad} onKeyDown={onKeyDown}>
      <output className="keypad-sent">{pressed === '' ? ' ' : `${sentLabel} ${pressed}`}</output>
      {KEYS.map(([digit, letters]) => (
        <button key={digit} type="button" className="keypad-key" aria-label={digit} onClick={() => press(digit)}>
          <b>{digit}</b>
          <small>{letters}</small>
        </button>
      ))}
    </div>
  );
}
