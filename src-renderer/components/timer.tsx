import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { formatDuration } from '../locales/time-format.ts';
import { useNow } from './seat-words.ts';

/** Time since an instant of the server, counting. Never inside a live region: it would be read every second. */
export const Timer = observer(function Timer(props: { readonly since: number; readonly label?: string }): ReactElement {
  const { nowMs } = useNow();
  return (
    <span className="timer" title={props.label}>
      {formatDuration(nowMs - props.since)}
    </span>
  );
});
