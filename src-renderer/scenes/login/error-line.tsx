import { observer } from 'mobx-react-lite';
import type { ReactElement } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { useSeat } from '../seat-context.ts';

/** What the server refused, in words; announced when it appears. */
export const ErrorLine = observer(function ErrorLine(): ReactElement {
  const { session } = useSeat().root;
  const { messages } = useWords();
  return (
    <p className="error-line" role="alert">
      {session.error !== undefined && (
        <>
          <Glyph name="warning" /> {messages.codes.errors[session.error.code]}
        </>
      )}
    </p>
  );
});
