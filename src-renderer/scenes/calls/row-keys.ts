const PAGE_ROWS = 10;

/** The row that a key goes to from row `at` of `count`; undefined for keys that are not the list's. */
export function nextRow(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE_ROWS,
    PageUp: at - PAGE_ROWS,
    Home: 0,
    End: count - 1,
    Enter: at,
  };
  const row = moves[key];
  return row === undefined ? undefined : Math.min(count - 1, Math.max(0, row));
}
