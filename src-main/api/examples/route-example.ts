/**
 * How an operation is asked and what it answers, for /api/docs. A test performs each example in a small house in which
 * the ids of `sample-values.ts` exist, and compares the answers with the schemas. A file that is sent as the body needs
 * no example: the route names its type in `consumes`.
 */
export interface RouteExample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** What is answered when it succeeds. */
  readonly status: number;
  /** Absent where nothing comes back, or something that is no JSON. */
  readonly answer?: unknown;
}

/** `METHOD /path` as the route is written. */
export type RouteExamples = Readonly<Record<string, RouteExample>>;

/** Done, and nothing to say. */
export const DONE: RouteExample = { status: 204 };
