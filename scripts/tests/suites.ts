/** A group of tests that is run by one process. */
export type Suite = MochaSuite | NativeSuite;

export interface MochaSuite {
  readonly kind: 'mocha';
  readonly name: string;
  /** Where its *.test.ts files are. */
  readonly folder: string;
  /** Limit of one test, unless the test sets its own. */
  readonly testLimitMs: number;
}

export interface NativeSuite {
  readonly kind: 'native';
  readonly name: string;
  readonly program: string;
}

const nativePrograms = [
  'dsp_test',
  'line_test',
  'softmedia_test',
  'engine_test',
  'board_sim_test',
  'abi_contract_test',
];

/** In the order of running: what is quick and tells most comes first. */
export const SUITES: readonly Suite[] = [
  { kind: 'mocha', name: 'rules', folder: 'test/rules', testLimitMs: 120_000 },
  { kind: 'mocha', name: 'unit', folder: 'test/unit', testLimitMs: 10_000 },
  ...nativePrograms.map((name): NativeSuite => ({ kind: 'native', name, program: `build/Release/${name}` })),
  { kind: 'mocha', name: 'contract', folder: 'test/contract', testLimitMs: 30_000 },
  { kind: 'mocha', name: 'shell', folder: 'test/shell', testLimitMs: 20_000 },
  { kind: 'mocha', name: 'api', folder: 'test/api', testLimitMs: 30_000 },
  { kind: 'mocha', name: 'scenario', folder: 'test/scenario', testLimitMs: 120_000 },
  { kind: 'mocha', name: 'renderer', folder: 'test/renderer', testLimitMs: 120_000 },
];

/** Suites by name; `native` stands for all C++ programs. Undefined when a name is unknown. */
export function suitesNamed(names: readonly string[]): readonly Suite[] | undefined {
  if (names.length === 0) return SUITES;
  const known = (name: string): boolean => name === 'native' || SUITES.some((suite) => suite.name === name);
  if (!names.every(known)) return undefined;
  return SUITES.filter((suite) => names.includes(suite.name) || (suite.kind === 'native' && names.includes('native')));
}
