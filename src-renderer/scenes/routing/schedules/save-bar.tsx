import { Button } from 'antd';
import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import type { ErrorBody } from '../../../../src-main/contract/error-codes.ts';
import { periodKindSchema } from '../../../../src-main/contract/schedules.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords, type SeatWords } from '../../../components/seat-words.ts';
import { useSeat } from '../../seat-context.ts';

/** Stands while there is something to save, and says why it was refused. */
export const SaveBar = observer(function SaveBar(): ReactElement {
  const { schedules } = useSeat().root;
  const seatWords = useWords();
  const words = seatWords.messages.schedules;
  const { draft, refused, pending } = schedules;
  return (
    <div role="status" className="save-bar-place">
      {draft !== undefined && (
        <p className="save-bar">
          <span>{words.dirty}</span>
          <Button type="primary" size="small" disabled={pending} onClick={() => void schedules.save()}>
            {pending ? words.saving : words.save}
          </Button>
          <Button size="small" disabled={pending} onClick={() => schedules.discard()}>
            {words.discard}
          </Button>
        </p>
      )}
      {refused !== undefined && (
        <p className="save-bar save-bar-refused">
          <Glyph name="warning" size={18} />
          <span>{refusalText(refused, seatWords)}</span>
          <button type="button" className="quiet-key" onClick={() => schedules.dismiss()}>
            {seatWords.messages.dismiss}
          </button>
        </p>
      )}
    </div>
  );
});

/** An overlap names the day and both periods. */
function refusalText(refused: ErrorBody, { messages }: SeatWords): string {
  const words = messages.schedules;
  const ids = refused.ids ?? {};
  if (refused.code !== 'schedule/overlap') return messages.codes.errors[refused.code];
  const period = (which: 'first' | 'second'): string => {
    const kind = periodKindSchema.safeParse(ids[`${which}Kind`]).data;
    return `${kind === undefined ? '' : words.kinds[kind]} ${ids[`${which}From`]}–${ids[`${which}To`]}`;
  };
  const day = typeof ids['day'] === 'number' ? (words.weekdays[ids['day'] - 1] ?? '') : String(ids['day'] ?? '');
  return words.week.overlap(day, period('first'), period('second'));
}
