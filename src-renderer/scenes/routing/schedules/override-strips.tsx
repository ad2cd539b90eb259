import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../../components/glyph.tsx';
import { useWords } from '../../../components/seat-words.ts';
import { formatInZone } from '../../../locales/zone-format.ts';
import { useSeat } from '../../seat-context.ts';

/** Every override that holds, above all tabs: what it is, when it ends, whose it is; one key ends it. */
export const OverrideStrips = observer(function OverrideStrips(): ReactElement {
  const { schedules, time } = useSeat().root;
  const { messages, locale } = useWords();
  const words = messages.schedules;
  return (
    <div role="status">
      {schedules.overridden.map(({ scheduleId, title, timeZone, override }) => {
        if (override === undefined) return undefined;
        const end = formatInZone(override.until, { nowMs: time.nowMs, timeZone, locale });
        const details = [override.byName === undefined ? '' : words.override.by(override.byName), override.reason];
        return (
          <p key={scheduleId} className="override-strip">
            <Glyph name="clock" size={18} />
            <b>{words.override.strip(title, words.kinds[override.kind], end)}</b>
            <span>{details.filter((detail) => detail !== '').join(' · ')}</span>
            <button
              type="button"
              className="quiet-key"
              disabled={schedules.pending}
              onClick={() => void schedules.clearOverride(scheduleId)}
            >
              {words.override.clear}
            </button>
          </p>
        );
      })}
    </div>
  );
});
