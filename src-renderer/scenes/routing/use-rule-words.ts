import { useWords } from '../../components/seat-words.ts';
import type { RuleWords } from '../../locales/rule-text.ts';
import { useSeat } from '../seat-context.ts';

/** The language, and what the ids in rules are called. Only in an observer. */
export function useRuleWords(): RuleWords {
  const { routing } = useSeat().root;
  const { messages } = useWords();
  return { messages, names: routing.names };
}

/** Whether this user may change rules. Only in an observer. */
export function useMayEdit(): boolean {
  return useSeat().root.session.user?.role === 'admin';
}
