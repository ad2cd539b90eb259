import { consoleLocale } from '../console-words.ts';
import { runDoctor } from './doctor-command.ts';
import { HELP } from './help.ts';
import { runSim } from './sim-command.ts';
import { runUser } from './user-command.ts';
import { runServer } from '../run-server.ts';
import type { Terminal } from './terminal.ts';

const terminal: Terminal = {
  locale: consoleLocale(process.env),
  line: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
};

const [command, ...words] = process.argv.slice(2);
const exitCode = await dispatch(command ?? 'help', words);
if (exitCode !== undefined) process.exitCode = exitCode;

/** The exit code; undefined when the command sets its own and goes on. */
async function dispatch(name: string, rest: readonly string[]): Promise<number | undefined> {
  switch (name) {
    case 'serve':
      await runServer(rest);
      return undefined;
    case 'sim':
      return runSim(rest, terminal);
    case 'user':
      return runUser(rest, terminal);
    case 'doctor':
      return runDoctor(rest, terminal);
    case 'help':
    case '--help':
    case '-h':
      terminal.line(HELP[terminal.locale]);
      return 0;
    default:
      terminal.complain(HELP[terminal.locale]);
      return 2;
  }
}
