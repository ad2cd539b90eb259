import { Button } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';

/** A list of dated things with a dialog to add or change one: holidays, swapped days and exceptions look alike. */
export function DatedPart<Dated>(props: {
  readonly title: string;
  readonly mayWrite: boolean;
  readonly hint: string;
  readonly empty: string;
  readonly all: readonly Dated[];
  readonly keyOf: (dated: Dated) => string;
  readonly row: (dated: Dated) => ReactNode;
  readonly onChange: (all: Dated[]) => void;
  readonly dialog: (parts: {
    /** Undefined for a new one. */
    readonly dated: Dated | undefined;
    readonly others: readonly Dated[];
    readonly onApply: (dated: Dated) => void;
    readonly onClose: () => void;
  }) => ReactElement;
  readonly extra?: ReactNode;
}): ReactElement {
  const words = useWords().messages.schedules;
  const { all, keyOf, onChange, mayWrite } = props;
  const [editing, setEditing] = useState<number>();
  const others = all.filter((_, at) => at !== editing);
  const inOrder = (list: Dated[]): Dated[] => list.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return (
    <div className="part">
      <div className="part-head">
        <h2>{props.title}</h2>
        {mayWrite && (
          <Button size="small" icon={<Glyph name="plus" size={14} />} onClick={() => setEditing(all.length)}>
            {words.days.add}
          </Button>
        )}
        {mayWrite && props.extra}
      </div>
      <p className="faint">{props.hint}</p>
      {all.length === 0 && <p className="empty faint">{props.empty}</p>}
      <ul className="plain-rows">
        {all.map((dated, at) => (
          <li key={keyOf(dated)}>
            {props.row(dated)}
            {mayWrite && (
              <>
                <button type="button" className="quiet-key" onClick={() => setEditing(at)}>
                  <Glyph name="edit" size={14} /> {words.days.edit}
                </button>
                <button
                  type="button"
                  className="quiet-key"
                  onClick={() => onChange(all.filter((_, index) => index !== at))}
                >
                  <Glyph name="bin" size={14} /> {words.days.remove}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {editing !== undefined &&
        props.dialog({
          dated: all[editing],
          others,
          onClose: () => setEditing(undefined),
          onApply: (dated) => {
            onChange(inOrder([...others, dated]));
            setEditing(undefined);
          },
        })}
    </div>
  );
}
