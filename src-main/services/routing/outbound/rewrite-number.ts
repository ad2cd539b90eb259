import type { Rewrite } from '../../../contract/routing.ts';
import { isLikeDigits } from '../number-pattern.ts';

/** The digits after the first rewriting that is like them (特殊号码路由); unchanged when none is. Pure. */
export function rewriteNumber(
  digits: string,
  rewrites: readonly Rewrite[],
): { readonly digits: string; readonly by?: Rewrite } {
  const by = rewrites.find((rewrite) => isLikeDigits(rewrite.pattern, digits));
  return by === undefined ? { digits } : { digits: by.prepend + digits.slice(by.strip), by };
}
