import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** The target that compiled an object names its instruction set: dsp is the baseline, dsp_v3 is v3. */
const isaOf = (path: string): string => /obj\.target\/dsp_?(v\d)?\//.exec(path)?.[1] ?? 'baseline';

describe('kernels that are compiled once for each instruction set', () => {
  // An object stays behind when its source is renamed.
  const sourceOf = (path: string): string => path.replace(/^.*obj\.target\/dsp(_v\d)?\//, '').replace(/\.o$/, '.cpp');
  const objects = globSync('build/Release/obj.target/{dsp,dsp_v2,dsp_v3,dsp_v4}/**/*_kernel.o').filter((path) =>
    existsSync(sourceOf(path)),
  );

  it('are there for every instruction set', () => {
    const sources = globSync('native/dsp/**/*_kernel.cpp');
    assert.ok(sources.length > 0);
    for (const source of sources) {
      const name = source.replace(/\.cpp$/, '.o');
      const isas = objects.filter((path) => path.endsWith(`/${name}`)).map(isaOf);
      const expected = process.arch === 'x64' ? ['baseline', 'v2', 'v3', 'v4'] : ['baseline'];
      assert.deepEqual([...new Set(isas)].sort(), expected, source);
    }
  });

  it('define nothing outside their own namespace, so that no processor meets instructions that it lacks', () => {
    const strangers = objects.flatMap((path) => {
      const own = `trunkline::dsp::${isaOf(path)}::`;
      const symbols = execFileSync('nm', ['-C', '--defined-only', '--extern-only', path], { encoding: 'utf8' });
      const names = symbols.split('\n').flatMap((line) => /^[0-9a-f]* ?[TWVBDRui] (.*)$/.exec(line)?.[1] ?? []);
      return names.filter((name) => !name.includes(own)).map((name) => `${path}: ${name}`);
    });
    assert.deepEqual(strangers, []);
  });
});
