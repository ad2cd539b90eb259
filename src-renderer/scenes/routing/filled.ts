/** The parts of a form that say something: a condition that names nothing is no condition. */
export function filled(form: object): Readonly<Record<string, unknown>> {
  const parts: readonly [string, unknown][] = Object.entries(form);
  return Object.fromEntries(
    parts.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}
