import { Switch } from 'antd';
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type ReactElement } from 'react';
import { Glyph, type GlyphName } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';

export interface RuleRow {
  readonly ruleId: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly summary: string;
}

export interface RuleRowsProps {
  readonly rows: readonly RuleRow[];
  readonly mayEdit: boolean;
  /** A change is on its way: nothing else can be asked for. */
  readonly pending: boolean;
  readonly label: string;
  readonly onOrder: (ruleIds: readonly string[]) => void;
  readonly onEnable: (ruleId: string, enabled: boolean) => void;
  readonly onEdit: (ruleId: string) => void;
  readonly onDuplicate: (ruleId: string) => void;
  readonly onRemove: (ruleId: string) => void;
}

/** Rules in the order in which they are tried; moved by dragging, by the arrows, or by Alt with an arrow key. */
export function RuleRows(props: RuleRowsProps): ReactElement {
  const { rows, mayEdit, pending, label, onOrder } = props;
  const words = useWords().messages.rules;
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string>(undefined);
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const [told, setTold] = useState('');
  // A row that moves in the page loses the focus; the person who moved it keeps it in hand.
  useEffect(() => {
    if (moved.current === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = undefined;
  }, [rows]);
  const moveTo = (ruleId: string, to: number): void => {
    const ids = rows.map((row) => row.ruleId);
    if (!mayEdit || pending || to < 0 || to >= ids.length || ids[to] === ruleId) return;
    moved.current = ruleId;
    setTold(words.position(to + 1));
    const others = ids.filter((id) => id !== ruleId);
    onOrder(others.toSpliced(to, 0, ruleId));
  };
  const onKeyDown = (event: KeyboardEvent, ruleId: string, at: number): void => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      moveTo(ruleId, at + (event.key === 'ArrowUp' ? -1 : 1));
    }
    if (event.key === 'Enter' && event.target === event.currentTarget && mayEdit) props.onEdit(ruleId);
  };
  const drag = (ruleId: string, at: number) =>
    mayEdit
      ? {
          draggable: true,
          onDragStart: () => setDragged(ruleId),
          onDragEnd: () => {
            setDragged(undefined);
            setOver(undefined);
          },
          onDragOver: (event: DragEvent) => {
            event.preventDefault();
            setOver(ruleId);
          },
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            if (dragged !== undefined) moveTo(dragged, at);
          },
        }
      : {};
  return (
    <>
      <ol ref={list} className="rule-rows" aria-label={label} aria-busy={pending}>
        {rows.map((row, at) => (
          <li
            key={row.ruleId}
            data-rule={row.ruleId}
            tabIndex={0}
            className={rowClass(row, { dragged: dragged === row.ruleId, over: over === row.ruleId })}
            onKeyDown={(event) => onKeyDown(event, row.ruleId, at)}
            {...drag(row.ruleId, at)}
          >
            <span className="rule-position">
              {mayEdit && <Glyph name="grip" />}
              {at + 1}
            </span>
            <div className="rule-words">
              <b>{row.title}</b>
              {!row.enabled && <span className="pill">{words.off}</span>}
              <p>{row.summary}</p>
            </div>
            {mayEdit && (
              <div className="rule-keys">
                <Switch
                  size="small"
                  checked={row.enabled}
                  disabled={pending}
                  aria-label={words.enabled(row.title)}
                  onChange={(enabled) => props.onEnable(row.ruleId, enabled)}
                />
                <RowKey glyph="up" word={words.moveUp} off={at === 0} onPress={() => moveTo(row.ruleId, at - 1)} />
                <RowKey
                  glyph="down"
                  word={words.moveDown}
                  off={at === rows.length - 1}
                  onPress={() => moveTo(row.ruleId, at + 1)}
                />
                <RowKey glyph="edit" word={words.edit} onPress={() => props.onEdit(row.ruleId)} />
                <RowKey glyph="copy" word={words.duplicate} onPress={() => props.onDuplicate(row.ruleId)} />
                <RowKey glyph="bin" word={words.remove} onPress={() => props.onRemove(row.ruleId)} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <p role="status" className="only-heard">
        {told}
      </p>
    </>
  );
}

function rowClass(row: RuleRow, state: { readonly dragged: boolean; readonly over: boolean }): string {
  return [
    'rule-row',
    ...(row.enabled ? [] : ['rule-off']),
    ...(state.dragged ? ['rule-dragged'] : []),
    ...(state.over && !state.dragged ? ['rule-over'] : []),
  ].join(' ');
}

export function RowKey(props: {
  readonly glyph: GlyphName;
  readonly word: string;
  readonly off?: boolean;
  readonly onPress: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className="icon-key"
      aria-label={props.word}
      title={props.word}
      disabled={props.off === true}
      onClick={props.onPress}
    >
      <Glyph name={props.glyph} size={16} />
    </button>
  );
}
