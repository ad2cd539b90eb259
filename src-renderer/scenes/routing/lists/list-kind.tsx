import type { ReactElement } from 'react';
import type { ListKind } from '../../../../src-main/contract/number-lists.ts';
import { Glyph, type GlyphName } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';

const GLYPHS: Record<ListKind, GlyphName> = { white: 'ready', black: 'blocked', vip: 'star', custom: 'list' };

/** The kind of a list: icon, word and colour. */
export function ListKindChip(props: { readonly kind: ListKind }): ReactElement {
  const { messages } = useWords();
  return (
    <span className={`kind-chip list-${props.kind}`} title={messages.lists.kindHints[props.kind]}>
      <Glyph name={GLYPHS[props.kind]} size={14} /> {messages.lists.kinds[props.kind]}
    </span>
  );
}

/** A list by its name; the kind is said beside it unless the name says it already. */
export function ListName(props: { readonly title: string; readonly kind: ListKind }): ReactElement {
  const { messages } = useWords();
  const { title, kind } = props;
  if (title === messages.lists.kinds[kind]) return <ListKindChip kind={kind} />;
  return (
    <>
      <b>{title}</b> <ListKindChip kind={kind} />
    </>
  );
}
