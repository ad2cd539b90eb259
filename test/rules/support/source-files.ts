import { globSync, readFileSync } from 'node:fs';

/** A file of the repository, by its path from the root with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const built = /(^|\/)(node_modules|build|dist|data|coverage)\//;

/** Files that match the patterns (from the root), without what was installed or built. Sorted. */
export function filesMatching(...patterns: string[]): readonly SourceFile[] {
  return globSync(patterns)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !built.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

export function typeScriptFiles(): readonly SourceFile[] {
  return filesMatching('{src-main,src-renderer,board-sim,test,scripts}/**/*.{ts,tsx,mts,cts,mjs}');
}

export function nativeFiles(): readonly SourceFile[] {
  return filesMatching('{native,board-sim,test/native}/**/*.{h,hpp,cpp,def}');
}

/** The same text with comments blanked out, line for line; strings stay. */
export function withoutComments(text: string): string {
  const blank = (comment: string): string => comment.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`\\])\/\/[^\n]*/g, (comment, before: string | undefined) =>
    before === undefined ? blank(comment) : before + blank(comment.slice(before.length)),
  );
}

export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
