/**
 * Makes native/dsp/callerid/gbk_table.cpp: what each two octets of GBK mean, for names in caller-ID messages of Chinese
 * exchanges. The table follows from the WHATWG encoding standard through this runtime's own decoder, so nothing is typed by hand.
 *
 *   node scripts/make-gbk-table.ts            writes the file
 */
import { writeFileSync } from 'node:fs';

const path = 'native/dsp/callerid/gbk_table.cpp';
const lead = { first: 0x81, last: 0xfe };
const trail = { first: 0x40, last: 0xfe };
const perLine = 12;

const decoder = new TextDecoder('gbk', { fatal: true });
const isPrivate = (code: number): boolean => code >= 0xe000 && code <= 0xf8ff;

/** 0 for what is no character, or one that only its maker knows. */
function codeOf(first: number, second: number): number {
  try {
    const text = decoder.decode(new Uint8Array([first, second]));
    const code = text.codePointAt(0) ?? 0;
    return text.length === 1 && !isPrivate(code) ? code : 0;
  } catch {
    return 0;
  }
}

const codes: string[] = [];
for (let first = lead.first; first <= lead.last; first++) {
  for (let second = trail.first; second <= trail.last; second++) {
    codes.push(`0x${codeOf(first, second).toString(16).padStart(4, '0').toUpperCase()}`);
  }
}
const lines: string[] = [];
for (let at = 0; at < codes.length; at += perLine) lines.push(`    ${codes.slice(at, at + perLine).join(', ')},`);

writeFileSync(
  path,
  `// Made by scripts/make-gbk-table.ts; not to be edited.
#include "gbk_table.hpp"

namespace trunkline::dsp {

// clang-format off
const std::array<uint16_t, kGbkCount> kGbkTable = {
${lines.join('\n')}
};
// clang-format on

}  // namespace trunkline::dsp
`,
);
console.log(`${path}: ${codes.length} pairs of octets`);
