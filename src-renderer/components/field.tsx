import type { ReactElement, ReactNode } from 'react';

/** A label above its control, the hint behind the label. */
export function Field(props: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <label className="field">
      <span className="field-label">
        {props.label}
        {props.hint !== undefined && <small className="faint">{props.hint}</small>}
      </span>
      {props.children}
    </label>
  );
}
