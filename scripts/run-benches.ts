/**
 * `npm run bench`: runs each test/bench/*.bench.ts in a process of its own, passes its JSON lines on, and ends with a table
 * of the figures and their goals. Non-zero when a bench failed, printed no figure, or missed a goal.
 *
 *   npm run bench -- event-lane            only benches whose file names contain the word
 *
 * A bench prints one line a figure: {"name": "...", "value": 0.4, "unit": "ms", "goal": 1, "better": "lower"}
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';

const figureSchema = z.object({
  name: z.string().min(1),
  value: z.number(),
  unit: z.string().min(1),
  /** Absent for a figure that is only watched. */
  goal: z.number().optional(),
  better: z.enum(['lower', 'higher']).default('lower'),
});
type Figure = z.infer<typeof figureSchema>;

interface BenchOutcome {
  readonly bench: string;
  readonly figures: readonly Figure[];
  readonly trouble: string | undefined;
}

function runBench(path: string): Promise<BenchOutcome> {
  const bench = basename(path, '.bench.ts');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text);
      output += text;
    });
    child.once('error', (error) => resolve({ bench, figures: [], trouble: error.message }));
    child.once('close', (code, signal) => {
      const figures = output.split('\n').flatMap(figureIn);
      const ended = code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`;
      resolve({ bench, figures, trouble: ended ?? (figures.length === 0 ? 'printed no figure' : undefined) });
    });
  });
}

/** Lines that begin with a brace are figures; one that does not parse is a defect of its bench and throws. */
function figureIn(line: string): readonly Figure[] {
  return line.startsWith('{') ? [figureSchema.parse(JSON.parse(line))] : [];
}

function misses({ value, goal, better }: Figure): boolean {
  if (goal === undefined) return false;
  return better === 'lower' ? value > goal : value < goal;
}

const words = process.argv.slice(2);
const paths = globSync('test/bench/*.bench.ts').sort();
const chosen = paths.filter((path) => words.length === 0 || words.some((word) => basename(path).includes(word)));
if (chosen.length === 0) {
  console.error(`No bench is named so. There are: ${paths.map((path) => basename(path, '.bench.ts')).join(', ')}`);
  process.exit(2);
}

const outcomes: BenchOutcome[] = [];
for (const path of chosen) {
  console.log(`\n== ${basename(path, '.bench.ts')}`);
  outcomes.push(await runBench(path));
}
console.log('');
for (const { bench, figures, trouble } of outcomes) {
  for (const figure of figures) {
    const goal =
      figure.goal === undefined ? '' : `goal ${figure.better === 'lower' ? '≤' : '≥'} ${figure.goal} ${figure.unit}`;
    const value = `${Number(figure.value.toPrecision(4))} ${figure.unit}`;
    console.log(
      `${misses(figure) ? 'MISSED' : 'ok    '} ${bench.padEnd(20)} ${figure.name.padEnd(40)} ${value.padEnd(16)} ${goal}`,
    );
  }
  if (trouble !== undefined) console.log(`FAILED ${bench.padEnd(20)} ${trouble}`);
}
const isGood = outcomes.every(({ figures, trouble }) => trouble === undefined && !figures.some(misses));
process.exitCode = isGood ? 0 : 1;
