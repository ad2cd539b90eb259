import type { ReactElement } from 'react';
import type { ErrorBody } from '../../../src-main/contract/error-codes.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';

/** What could not be read or was refused, and what was deleted and can be brought back. */
export function FollowNotices(props: {
  readonly error?: ErrorBody | undefined;
  readonly onRetry?: () => void;
  readonly refused?: ErrorBody | undefined;
  readonly onDismiss?: () => void;
  readonly removedTitle?: string | undefined;
  readonly onUndo?: () => void;
}): ReactElement {
  const { error, onRetry, refused, onDismiss, removedTitle, onUndo } = props;
  const { messages } = useWords();
  const words = messages.follow;
  return (
    <div role="status" className="routing-notices">
      {error !== undefined && (
        <p className="routing-notice routing-notice-bad">
          <Glyph name="warning" /> {messages.codes.errors[error.code]}
          <button type="button" className="quiet-key" onClick={onRetry}>
            {words.retry}
          </button>
        </p>
      )}
      {refused !== undefined && (
        <p className="routing-notice routing-notice-bad">
          <Glyph name="warning" /> {messages.codes.errors[refused.code]}
          <button type="button" className="quiet-key" onClick={onDismiss}>
            {messages.dismiss}
          </button>
        </p>
      )}
      {removedTitle !== undefined && (
        <p className="routing-notice">
          <Glyph name="bin" /> {words.removed(removedTitle)}
          <button type="button" className="quiet-key" onClick={onUndo}>
            {words.undo}
          </button>
        </p>
      )}
    </div>
  );
}
