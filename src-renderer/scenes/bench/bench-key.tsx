import { Button, Popover } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';

export interface BenchKeyProps {
  readonly word: string;
  readonly strong?: boolean;
  readonly danger?: boolean;
  readonly onPress: () => void;
}

/** A small key of a bench card. */
export function BenchKey(props: BenchKeyProps): ReactElement {
  return (
    <Button
      size="small"
      type={props.strong === true ? 'primary' : 'default'}
      danger={props.danger === true}
      onClick={props.onPress}
    >
      {props.word}
    </Button>
  );
}

/** A key that opens a small panel under itself; `children` gets the function that closes it. */
export function BenchDrop(props: {
  readonly word: string;
  readonly strong?: boolean;
  readonly children: (close: () => void) => ReactNode;
}): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={props.children(() => setOpen(false))}
    >
      <Button size="small" type={props.strong === true ? 'primary' : 'default'} aria-expanded={open}>
        {props.word}
      </Button>
    </Popover>
  );
}
