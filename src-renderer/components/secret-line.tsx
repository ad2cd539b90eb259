import { useState, type ReactElement } from 'react';
import { useWords } from './seat-words.ts';

/** A secret that is shown once, to be copied: the text can be selected where the clipboard may not be used. */
export function SecretLine(props: { readonly text: string; readonly hint: string }): ReactElement {
  const words = useWords().messages.integration;
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    // Absent where the page is plain HTTP from another machine.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    void clipboard?.writeText(props.text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="secret-line" role="status">
      <code>{props.text}</code>
      <button type="button" className="quiet-key" onClick={copy}>
        {copied ? words.copied : words.copy}
      </button>
      <small className="faint">{props.hint}</small>
    </div>
  );
}
