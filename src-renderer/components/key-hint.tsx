import type { ReactElement } from 'react';

/** `F4 F4` as two caps. Decoration: the key is announced by aria-keyshortcuts of its button. */
export function KeyHint(props: { readonly keys: string }): ReactElement {
  return (
    <span className="key-hint" aria-hidden="true">
      {props.keys.split(' ').map((cap, index) => (
        <kbd key={`${cap}${index}`}>{cap}</kbd>
      ))}
    </span>
  );
}
