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
