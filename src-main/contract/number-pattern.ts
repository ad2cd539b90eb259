import { z } from 'zod';

/** Stands for a call that came without a number. */
export const NO_NUMBER_PATTERN = 'none';

/**
 * How rules and lists name numbers: `13800001234` exactly, `138*` by what it begins with, `?` for any one digit,
 * `~^1[3-9]\d{9}$` as a regular expression, `none` for calls without a number. Spaces and dashes do not count.
 */
export const numberPatternSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .refine(isNumberPattern, 'is no number, prefix* or ~expression');

function isNumberPattern(text: string): boolean {
  if (text === NO_NUMBER_PATTERN) return true;
  if (text.startsWith('~')) return isBoundedExpression(text.slice(1));
  return /^\+?[\d?#][\d?# -]*\*?$/.test(text) || text === '*';
}

/** More than these in one expression could take long on a hostile number. */
const MAX_OPEN_QUANTIFIERS = 3;

/**
 * Whether an expression is short work for every number: digits, classes, groups and bounded repetition, but no
 * repeated group, no look-around and no back reference, which are what catastrophic backtracking is made of.
 */
function isBoundedExpression(source: string): boolean {
  const plain = source.replace(/\\[d+*#]/g, '0').replace(/\[\^?[\d*#+-]+\]/g, '0');
  if (!/^[\d#^$.*+?{},|():]+$/.test(plain)) return false;
  if (/\)[*+{]/.test(plain) || /\(\?(?!:)/.test(plain) || /[*+}][*+{]/.test(plain)) return false;
  if ((plain.match(/[*+]|\{\d*,\d*\}/g) ?? []).length > MAX_OPEN_QUANTIFIERS) return false;
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}
