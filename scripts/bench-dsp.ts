/**
 * `npm run bench:dsp`: speed of native/dsp beside other libraries, in the same run: medians of five rounds of each in turn.
 *
 *   npm run bench:dsp -- echo dtmf         only these areas
 *   npm run bench:dsp -- --write           also writes the table into docs/signal-quality.md, with the commit
 *
 * One JSON line a figure, then a table. Non-zero when a "must" is missed.
 */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { writeQuality } from './conformance/quality-page.ts';
import { tableOf } from './conformance/table.ts';

const figureSchema = z.object({
  kind: z.literal('bench'),
  name: z.string(),
  unit: z.string(),
  ours: z.number(),
  peerName: z.string(),
  peer: z.number(),
  ratio: z.number(),
  must: z.number(),
  goal: z.number(),
  limit: z.number(),
  isa: z.string(),
});
type Figure = z.infer<typeof figureSchema>;

const measured = ({ ours, ratio, peerName }: Figure): number => (peerName === '' ? ours : ratio);
const verdict = (figure: Figure): string => {
  if (figure.must === 0) return '';
  if (measured(figure) < figure.must) return 'MISSED';
  return measured(figure) >= figure.goal ? 'goal' : 'must';
};

const isWriting = process.argv.includes('--write');
const words = process.argv.slice(2).filter((word) => word !== '--write');
const child = spawnSync('build/Release/dsp_compare', ['bench', ...words], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
  maxBuffer: 64 * 1024 * 1024,
});
if (child.error !== undefined) {
  console.error(`bench:dsp: build/Release/dsp_compare could not be run (${child.error.message})`);
  process.exit(1);
}
const lines = child.stdout.split('\n').filter((line) => line.startsWith('{'));
for (const line of lines) console.log(line);
const figures = lines.map((line) => figureSchema.parse(JSON.parse(line)));
const table = tableOf(
  ['figure', 'unit', 'ours', 'peer', 'ratio', 'must', 'goal', 'verdict', 'of the limit', 'ran on'],
  figures.map((figure) => [
    figure.name,
    figure.unit,
    figure.ours.toFixed(0),
    figure.peerName === '' ? '-' : `${figure.peerName} ${figure.peer.toFixed(0)}`,
    figure.peerName === '' ? '-' : figure.ratio.toFixed(2),
    figure.must === 0 ? '-' : String(Number(figure.must.toFixed(2))),
    figure.goal === 0 ? '-' : String(Number(figure.goal.toFixed(2))),
    verdict(figure),
    figure.limit === 0 ? '-' : `${((100 * figure.ours) / figure.limit).toFixed(0)} %`,
    figure.isa,
  ]),
);
console.log(`\n${table}`);
if (isWriting) writeQuality('speed', 'npm run bench:dsp -- --write', table);
const missed = figures.filter((figure) => verdict(figure) === 'MISSED').length;
process.exitCode = child.status !== 0 || figures.length === 0 || missed > 0 ? 1 : 0;
