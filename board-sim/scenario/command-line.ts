import { CATALOGUE } from './catalogue.ts';
import { play } from './play.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** How `trunkline sim` may be asked; parsed by the command line of the server. */
export interface SimRequest {
  /** Names of scenarios; empty plays all. */
  readonly names: readonly string[];
  readonly list: boolean;
  /** Prints the time line of scenarios that passed as well. */
  readonly timeLine: boolean;
}

export interface SimOutput {
  line(text: string): void;
}

/** Lists or plays scenarios; resolves with the exit code: 0 all passed, 1 one failed, 2 unknown name. */
export async function runScenarios(
  request: SimRequest,
  open: (scenario: Scenario) => Promise<World>,
  output: SimOutput,
): Promise<number> {
  if (request.list) {
    for (const scenario of CATALOGUE) output.line(`${scenario.name.padEnd(38)} ${scenario.story}`);
    return 0;
  }
  const unknown = request.names.filter((name) => !CATALOGUE.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    output.line(`No scenario is named ${unknown.join(', ')}. \`npm run sim -- --list\` names them all.`);
    return 2;
  }
  const chosen =
    request.names.length === 0 ? CATALOGUE : CATALOGUE.filter((scenario) => request.names.includes(scenario.name));
  let failures = 0;
  for (const scenario of chosen) {
    const performance = await play(scenario, open);
    if (!performance.passed) failures += 1;
    output.line(
      `${performance.passed ? 'ok    ' : 'FAILED'} ${scenario.name} (${(performance.worldMs / 1000).toFixed(1)} s of line time)`,
    );
    if (!performance.passed) output.line(`${performance.failure}\n${performance.timeLine}`);
    else if (request.timeLine) output.line(performance.timeLine);
  }
  output.line(`${chosen.length - failures} of ${chosen.length} scenarios passed`);
  return failures === 0 ? 0 : 1;
}
