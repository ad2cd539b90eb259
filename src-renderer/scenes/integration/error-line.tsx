import type { ReactElement } from 'react';
import type { ErrorBody } from '../../../src-main/contract/error-codes.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';

/** What the server would not do; announced when it appears. */
export function ErrorLine(props: { readonly error: ErrorBody | undefined }): ReactElement {
  const { messages } = useWords();
  return (
    <p className="error-line" role="alert">
      {props.error !== undefined && (
        <>
          <Glyph name="warning" /> {messages.codes.errors[props.error.code]}
        </>
      )}
    </p>
  );
}
