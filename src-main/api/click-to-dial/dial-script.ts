import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALABLE_NUMBER_FUNCTIONS } from '../../contract/dialable-numbers.ts';

/**
 * The script that web pages of other systems load: the finding of numbers, which is the contract's own, and the page's
 * part beside it, in one function so that the page's own names stay its own.
 */
export function dialScript(): string {
  const finding = DIALABLE_NUMBER_FUNCTIONS.map(String).join('\n');
  const page = readFileSync(join(import.meta.dirname, 'click-to-dial.js'), 'utf8');
  return `(() => {\n'use strict';\n${finding}\n${page}\n})();\n`;
}
