import assert from 'node:assert/strict';
import { posix } from 'node:path';
import {
  filesMatching,
  lineOf,
  nativeFiles,
  typeScriptFiles,
  withoutComments,
  type SourceFile,
} from './support/source-files.ts';

const LINE_LIMIT = 400;
/** Above this a file says at its head why it is long. */
const LONG_LINES = 250;
/** Tables: long because the world is. */
const tables = /(_table|-table|tone_plan|locales\/|\.def|error-codes|board_sdk)/;

const bannedFileWords = /(^|[-_./])(utils?|helpers?|common|misc|manager|shared|stuff|base)([-_.]|$)/;
const bannedNameWords = /\b[A-Za-z]*(Manager|Helper|Util|Utils|Misc)\b|\b(utils|misc|handle2)\b/g;
const bannedClocks = /\b(setTimeout|setInterval|Date\.now|new Date\(\)|performance\.now|process\.hrtime)\b/g;

const lines = (file: SourceFile): number => file.text.split('\n').length - 1;
const sources = (): readonly SourceFile[] => [...typeScriptFiles(), ...nativeFiles()];

/** Every place where a pattern stands in the code of the files, comments aside. */
function places(files: readonly SourceFile[], pattern: RegExp): readonly string[] {
  return files.flatMap((file) => {
    const code = withoutComments(file.text);
    return [...code.matchAll(pattern)].map((match) => `${file.path}:${lineOf(code, match.index)} ${match[0]}`);
  });
}

describe('size', () => {
  it('has no source file over 400 lines, tables aside', () => {
    const long = sources().filter((file) => lines(file) > LINE_LIMIT && !tables.test(file.path));
    assert.deepEqual(
      long.map((file) => `${file.path}: ${lines(file)}`),
      [],
    );
  });

  it('gives a reason at the head of a file over 250 lines', () => {
    const long = sources().filter((file) => lines(file) > LONG_LINES && !tables.test(file.path));
    const silent = long.filter((file) => !/^(#!.*\n)?\s*(\/\*|\/\/)/.test(file.text));
    assert.deepEqual(
      silent.map((file) => `${file.path}: ${lines(file)}`),
      [],
    );
  });

  it('keeps folder READMEs to 40 lines', () => {
    const long = filesMatching('{native,src-main,src-renderer,board-sim,test}/README.md').filter(
      (file) => lines(file) > 40,
    );
    assert.deepEqual(
      long.map((file) => `${file.path}: ${lines(file)}`),
      [],
    );
  });
});

describe('names', () => {
  it('names files kebab-case in TypeScript and snake_case in C++, for the one thing in them', () => {
    const typeScriptName =
      /^([a-z0-9]+|[a-z]{2}-[A-Z]{2})(-[a-z0-9]+)*(\.(test|bench|config|d))?\.(ts|tsx|mts|cts|mjs)$/;
    const nativeName = /^[a-z0-9]+(_[a-z0-9]+)*\.(h|hpp|cpp|def)$/;
    const isDeclaration = (path: string): boolean => path.endsWith('engine_addon.d.ts');
    const odd = [
      ...typeScriptFiles().filter(({ path }) => !typeScriptName.test(posix.basename(path)) && !isDeclaration(path)),
      ...nativeFiles().filter(({ path }) => !nativeName.test(posix.basename(path))),
    ];
    assert.deepEqual(
      odd.map(({ path }) => path),
      [],
    );
  });

  it('has no file and no name that says nothing: utils, helper, manager, misc, common', () => {
    const files = sources()
      .filter(({ path }) => bannedFileWords.test(path))
      .map(({ path }) => path);
    const own = 'test/rules/size-and-names.test.ts';
    assert.deepEqual(
      [
        ...files,
        ...places(
          sources().filter(({ path }) => path !== own),
          bannedNameWords,
        ),
      ],
      [],
    );
  });

  it('numbers decision records without a gap', () => {
    for (const folder of ['native/decisions', 'src-main/decisions']) {
      const records = filesMatching(`${folder}/*.md`).map(({ path }) => posix.basename(path));
      const numbers = records.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]));
      assert.deepEqual(
        numbers,
        records.map((_, index) => index + 1),
        folder,
      );
    }
  });
});

describe('the language', () => {
  const product = (): readonly SourceFile[] => filesMatching('{src-main,src-renderer,board-sim}/**/*.{ts,tsx,cts}');

  it('reads the clock and sets timers in one file only', () => {
    const allowed = /^src-main\/foundation\/clock\.ts$/;
    assert.deepEqual(
      places(
        product().filter(({ path }) => !allowed.test(path)),
        bannedClocks,
      ),
      [],
    );
  });

  it('sleeps in no test', () => {
    const tests = filesMatching('test/**/*.{ts,tsx}').filter(({ path }) => !path.startsWith('test/rules/'));
    assert.deepEqual(places(tests, /\b(setTimeout|setInterval)\(|timers\/promises/g), []);
    const native = filesMatching('test/native/**/*.{cpp,hpp}');
    assert.deepEqual(places(native, /\b(sleep_for|sleep_until|usleep|nanosleep)\b/g), []);
  });

  it('keeps `as` to constants, the decoder and the makers of ids', () => {
    const allowed = /^src-main\/(contract\/|driver\/(event-decoder|native-snapshot)\.)/;
    const cast = /[\w)\]}>'`] as (?!const\b)[A-Za-z{[(]/g;
    const imports = /\b(import|export)\b[^;]*?from/g;
    const files = product().filter(({ path }) => !allowed.test(path));
    const bare = files.map(({ path, text }) => ({
      path,
      text: text
        .replace(imports, (words) => words.replace(/\bas\b/g, '  '))
        .replace(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, '""'),
    }));
    assert.deepEqual(places(bare, cast), []);
  });

  it('uses no suppression of the compiler or the linter without a reason behind it', () => {
    const bare = /@ts-(ignore|nocheck)\b|@ts-expect-error\s*$|(oxlint|eslint)-disable(?!.* -- )|NOLINT(?!.*: )/gm;
    const found = sources().flatMap(({ path, text }) =>
      path === 'test/rules/size-and-names.test.ts'
        ? []
        : [...text.matchAll(bare)].map((match) => `${path}:${lineOf(text, match.index)}`),
    );
    assert.deepEqual(found, []);
  });
});

describe('the native layer', () => {
  const product = (): readonly SourceFile[] => filesMatching('native/**/*.{h,hpp,cpp}');

  it('has no naked new or delete', () => {
    // An owner takes it in the same breath, or it is a Napi::AsyncWorker, which deletes itself when its work is done.
    const naked = /(?<!operator |_ptr<\w+>\(|\.reset\()\bnew (?!\w*Worker\()[A-Za-z_:]+[({[]|\bdelete(\[\])? [a-z]/g;
    assert.deepEqual(places(product(), naked), []);
  });

  it('throws nothing outside the addon', () => {
    assert.deepEqual(
      places(
        product().filter(({ path }) => !path.startsWith('native/addon/')),
        /\b(throw|try|catch)\b(?=\s*[({A-Za-z])/g,
      ),
      [],
    );
  });

  it('names its macros nowhere but in guards and lists', () => {
    const macros = /^[ \t]*#[ \t]*define[ \t]+(\w+)/gm;
    const found = product()
      .filter(({ path }) => !path.startsWith('native/abi/'))
      .flatMap((file) => [...file.text.matchAll(macros)].map((match) => ({ path: file.path, name: match[1] ?? '' })));
    // A list macro is defined before its .def file is included, and gone right after it.
    const isList = (path: string, name: string): boolean =>
      product().some((file) => file.path === path && new RegExp(`^#undef ${name}$`, 'm').test(file.text));
    const odd = found.filter(({ path, name }) => !/^(TL_|TRUNKLINE_|NAPI_)/.test(name) && !isList(path, name));
    assert.deepEqual(
      odd.map(({ path, name }) => `${path} ${name}`),
      [],
    );
  });
});
