// Which Debian packages a goal needs, and how the missing ones come onto the machine. Node 18 syntax, built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const compiler = ['g++', 'make', 'python3'];

/** Per goal. `start` asks for nothing that only the tests need; where a compiler stands already no package is asked for. */
export const packagesOfGoal = {
  start: compiler,
  // The codecs are those of optional formats of recordings, loaded when asked for.
  test: [...compiler, 'doctest-dev', 'chromium', 'fonts-noto-cjk', 'clang-format', 'libgsm1', 'libmp3lame0'],
  // What our signal processing is measured against, and the voices that make hours of test speech.
  compare: [...compiler, 'libspandsp-dev', 'libspeexdsp-dev', 'libgsm1-dev', 'libmp3lame-dev', 'espeak-ng', 'sox'],
};

/** The packages of the list that dpkg does not report as exactly `installed`. Empty on a system without dpkg. */
export function missingPackages(packages) {
  const wanted = packages.filter((name) => !(name === 'python3' && onPath('python3')));
  const answer = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...wanted], {
    encoding: 'utf8',
  });
  if (answer.error !== undefined) return [];
  const installed = new Set(
    answer.stdout
      .split('\n')
      .filter((line) => line.split(' ')[1] === 'installed')
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !installed.has(name));
}

function onPath(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
}

/** Installs as root; otherwise only names what is missing. Whoever needs one of them says so in its own words later. */
export function ensurePackages(packages, say) {
  const missing = missingPackages(packages);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    say(
      `missing Debian packages: ${missing.join(' ')} (not root: install them with \`sudo apt install ${missing.join(' ')}\`)`,
    );
    return;
  }
  say(`installing Debian packages: ${missing.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (words) =>
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...words], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0;
  if (!apt(['update'])) say('apt-get update failed; trying with the package lists that are here');
  if (!apt(['install', '-y', '--no-install-recommends', ...missing])) {
    say(`apt-get could not install ${missing.join(' ')}; what needs them will fail and name them`);
  }
}
