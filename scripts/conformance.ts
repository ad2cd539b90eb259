/**
 * `npm run conformance`: accuracy of native/dsp: the standard's limit, the reference library, ours, measured in one run.
 *
 *   npm run conformance                     all areas, as a table; non-zero when a limit or a floor is missed
 *   npm run conformance -- dtmf --quick     one area, fewer samples
 *   npm run conformance -- --write          also writes the tables into docs/signal-quality.md, with the commit
 */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { writeQuality } from './conformance/quality-page.ts';
import { makeSpeech } from './conformance/speech.ts';
import { tableOf } from './conformance/table.ts';

const rowSchema = z.object({
  kind: z.literal('conformance'),
  area: z.string(),
  metric: z.string(),
  limit: z.string(),
  reference: z.string(),
  ours: z.string(),
  met: z.boolean(),
  target: z.number(),
  floor: z.string(),
  goal: z.string(),
  goalMet: z.boolean(),
});
type Row = z.infer<typeof rowSchema>;

const minutesOfEachVoice = 20;

const words = process.argv.slice(2);
const isWriting = words.includes('--write');
const sounds = makeSpeech('build/sounds', minutesOfEachVoice);
const child = spawnSync(
  'build/Release/dsp_compare',
  ['conformance', ...words.filter((word) => word !== '--write'), '--sounds', sounds],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 },
);
if (child.error !== undefined) {
  console.error(`conformance: build/Release/dsp_compare could not be run (${child.error.message})`);
  process.exit(1);
}
const rows = child.stdout
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => rowSchema.parse(JSON.parse(line)));

function sectionOf(area: string): string {
  const own = rows.filter((row) => row.area === area);
  const head = ['#', 'metric', 'standard’s limit', 'reference library', 'ours', 'floor', 'goal', 'verdict'];
  const verdict = (row: Row): string => (row.met ? (row.goal !== '' && row.goalMet ? 'goal' : 'met') : '**missed**');
  const cells = own.map((row) => [
    row.target === 0 ? '' : String(row.target),
    row.metric,
    row.limit,
    row.reference,
    row.ours,
    row.floor,
    row.goal,
    verdict(row),
  ]);
  return `### ${area}\n\n${tableOf(head, cells)}`;
}

const sections = [...new Set(rows.map((row) => row.area))].map(sectionOf).join('\n\n');
console.log(sections);
const missed = rows.filter((row) => !row.met).length;
console.log(`\n${rows.length} rows, ${missed} missed`);

if (isWriting) writeQuality('measured', 'npm run conformance -- --write', sections);
process.exitCode = child.status !== 0 || rows.length === 0 || missed > 0 ? 1 : 0;
