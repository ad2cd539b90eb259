import { useWords } from '../../../components/seat-words.ts';

/** Weekdays in words: `周一至周五`, `每天`, else each by its name. */
export function useDaysText(): (weekdays: readonly number[]) => string {
  const { messages } = useWords();
  const words = messages.schedules;
  return (weekdays) => {
    const days = weekdays.toSorted((one, other) => one - other);
    if (days.join() === '1,2,3,4,5') return words.workdays;
    if (days.length === 7) return words.everyDay;
    return days.map((day) => words.weekdays[day - 1] ?? '').join(messages.listComma);
  };
}
