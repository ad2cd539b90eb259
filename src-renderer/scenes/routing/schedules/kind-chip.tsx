import type { ReactElement } from 'react';
import type { PeriodKind } from '../../../../src-main/contract/schedules.ts';
import { Glyph, type GlyphName } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';

const GLYPHS: Record<PeriodKind, GlyphName> = { work: 'desk', lunch: 'cup', off: 'moon', duty: 'shield' };

/** A kind of period: icon, word and colour. */
export function KindChip(props: { readonly kind: PeriodKind }): ReactElement {
  const { messages } = useWords();
  return (
    <span className={`kind-chip kind-${props.kind}`}>
      <Glyph name={GLYPHS[props.kind]} size={14} /> {messages.schedules.kinds[props.kind]}
    </span>
  );
}
