import { resolve } from 'node:path';
import { CLI_WORDS, DOCTOR_HELP } from './help.ts';
import { examine, type Finding } from './doctor-checks.ts';
import { readWords, type Terminal } from './terminal.ts';

const FLAGS = {
  'data-dir': { type: 'string' },
  port: { type: 'string' },
  board: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Looks at everything the server needs, changes nothing. Exit codes: 0 well, 1 something is broken, 2 usage. */
export async function runDoctor(words: readonly string[], terminal: Terminal): Promise<number> {
  const asked = readWords(words, FLAGS);
  const { port = '8680', ...values } = asked.ok ? asked.value.values : {};
  const isWrong = !asked.ok || asked.value.positionals.length > 0 || !/^\d{1,5}$/.test(port) || Number(port) > 65_535;
  if (isWrong || values.help === true) {
    (isWrong ? terminal.complain : terminal.line)(DOCTOR_HELP[terminal.locale]);
    return isWrong ? 2 : 0;
  }
  const findings = await examine({
    dataDir: resolve(values['data-dir'] ?? 'data'),
    port: Number(port),
    board: values.board ?? 'sim',
  });
  if (values.json === true) terminal.line(JSON.stringify(findings, undefined, 2));
  else for (const finding of findings) terminal.line(lineOf(finding, terminal));
  const isBroken = findings.some((finding) => finding.status === 'broken');
  if (!isBroken && values.json !== true) terminal.line(CLI_WORDS[terminal.locale].allWell);
  return isBroken ? 1 : 0;
}

function lineOf({ status, part, detail, mend }: Finding, { locale }: Terminal): string {
  const told = CLI_WORDS[locale];
  const head = `${told[status]}  ${part.padEnd(10)} ${detail}`;
  return mend === undefined ? head : `${head}\n        ${told.mend}: ${mend}`;
}
