import type { PatternProblem } from '../../../contract/number-lists.ts';
import { nationalNumber, nationalPrefix } from './national-number.ts';
import { isSafeExpression } from './safe-expression.ts';

/** A pattern as it is compared; `key` is the same for two ways of writing the same numbers. */
export type ListPattern =
  | { readonly kind: 'none'; readonly key: string }
  | { readonly kind: 'exact'; readonly key: string; readonly digits: string }
  | { readonly kind: 'prefix'; readonly key: string; readonly digits: string }
  /** Digits and `?` for any one digit; `open` when more may follow. */
  | { readonly kind: 'mask'; readonly key: string; readonly mask: string; readonly open: boolean }
  | { readonly kind: 'expression'; readonly key: string; readonly expression: RegExp }
  | { readonly kind: 'invalid'; readonly problem: PatternProblem };

/** The pattern of calls without a number. */
export const NO_NUMBER = 'none';

const SEPARATORS = /[\s\-().·]/g;

export function parsePattern(text: string): ListPattern {
  const plain = text.normalize('NFKC').trim();
  if (plain.toLowerCase() === NO_NUMBER) return { kind: 'none', key: NO_NUMBER };
  if (plain.startsWith('~')) return parseExpression(plain.slice(1));
  const signs = plain.replaceAll(SEPARATORS, '');
  if (!/^(?:\+?[\d?]+\*?|\*)$/.test(signs)) return { kind: 'invalid', problem: 'signs' };
  const open = signs.endsWith('*');
  const written = open ? signs.slice(0, -1) : signs;
  if (written.includes('?')) {
    const mask = nationalMask(written);
    return { kind: 'mask', key: open ? `${mask}*` : mask, mask, open };
  }
  if (open) {
    const digits = nationalPrefix(written);
    return { kind: 'prefix', key: `${digits}*`, digits };
  }
  const digits = nationalNumber(written);
  return { kind: 'exact', key: digits, digits };
}

/** The prefixes that do not belong to a number are taken off as far as they are written without `?`. */
function nationalMask(written: string): string {
  return written
    .replace(/^\+/, '00')
    .replace(/^0086(?=1[3-9])/, '')
    .replace(/^0086(?=\d)/, '0')
    .replace(/^0(?=1[3-9])/, '');
}

function parseExpression(source: string): ListPattern {
  if (source === '') return { kind: 'invalid', problem: 'expression' };
  if (isSafeExpression(source)) {
    return { kind: 'expression', key: `~${source}`, expression: new RegExp(source) };
  }
  return { kind: 'invalid', problem: isExpression(source) ? 'slowExpression' : 'expression' };
}

function isExpression(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}
