import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const page = 'docs/signal-quality.md';

/** Puts a measured part between its marks in docs/signal-quality.md, with the commit and the command it came from. */
export function writeQuality(part: 'measured' | 'speed', command: string, text: string): void {
  const mark = { begin: `<!-- ${part}: begin -->`, end: `<!-- ${part}: end -->` };
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const [before, rest] = readFileSync(page, 'utf8').split(mark.begin);
  const after = rest?.split(mark.end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${page} lacks the marks ${mark.begin} … ${mark.end}`);
  const told = `Measured at commit ${commit} with \`${command}\`.\n\n${text}`;
  writeFileSync(page, `${before}${mark.begin}\n\n${told}\n\n${mark.end}${after}`);
  console.log(`written into ${page}`);
}
