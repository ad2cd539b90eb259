import type { ReactElement } from 'react';
import { useWords } from '../../../components/seat-words.ts';
import { formatPhone } from '../../../locales/phone-format.ts';

/** A pattern for the eye: a whole number grouped as numbers are, the pattern of no number in words. */
export function PatternText(props: { readonly pattern: string }): ReactElement {
  const words = useWords().messages.lists;
  const { pattern } = props;
  if (pattern.toLowerCase() === 'none') return <em>{words.none}</em>;
  return <span className="pattern">{/^\+?[\d\s()-]+$/.test(pattern) ? formatPhone(pattern) : pattern}</span>;
}
