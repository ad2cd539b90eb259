import { z } from 'zod';
import { ruleIdSchema } from './ids.ts';

/**
 * Screen pops: pages of other systems that a seat opens when a call rings or is answered, by address templates such as
 *
 *   https://crm.example/find?phone={ani|e164}&name={name}&call={callId}
 *
 * `{field}` or `{field|format|format}`. A value is encoded for an address unless `raw` is among its formats.
 */

/** Fields of a template: those of the call record that a seat knows while the call is up. */
export const SCREEN_POP_FIELDS = [
  'callId',
  'direction',
  'ani',
  'name',
  'dnis',
  'trunkNo',
  'stationNo',
  'userId',
  'ruleId',
  'flowId',
  'startedAt',
  'answeredAt',
] as const;
export type ScreenPopField = (typeof SCREEN_POP_FIELDS)[number];

/** `url` is what happens anyway and may be written for clearness; `e164` gives +86… where the number allows it. */
export const SCREEN_POP_FORMATS = ['url', 'raw', 'e164', 'digits'] as const;
export type ScreenPopFormat = (typeof SCREEN_POP_FORMATS)[number];

/** What is known of a call; a field that is absent is filled in as nothing. */
export type ScreenPopValues = Readonly<Partial<Record<ScreenPopField, string | number>>>;

/** Why a template is none. `at` is the place of its first sign, from 0. */
export type TemplateProblem =
  | { readonly kind: 'notHttp' }
  | { readonly kind: 'placeholderInHost' }
  | { readonly kind: 'unclosed'; readonly at: number }
  | { readonly kind: 'unknownField'; readonly at: number; readonly word: string }
  | { readonly kind: 'unknownFormat'; readonly at: number; readonly word: string };

export const screenPopIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .brand<'ScreenPopId'>();
export type ScreenPopId = z.infer<typeof screenPopIdSchema>;

export const screenPopDraftSchema = z.strictObject({
  title: z.string().trim().min(1).max(80),
  template: z.string().trim().min(1).max(1_000),
  enabled: z.boolean(),
  /** For which calls. */
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('trunks'), trunkNos: z.array(z.number().int().min(1)).min(1).max(512) }),
    z.strictObject({ kind: z.literal('rules'), ruleIds: z.array(ruleIdSchema).min(1).max(200) }),
  ]),
  directions: z.array(z.enum(['inbound', 'outbound', 'internal'])).min(1),
  when: z.enum(['ringing', 'answered']),
  /** A tab for each call, one tab for all of them, or only a notice with the link. */
  how: z.enum(['newTab', 'sameTab', 'notice']),
});
export type ScreenPopDraft = z.infer<typeof screenPopDraftSchema>;

export const screenPopSchema = screenPopDraftSchema.extend({ screenPopId: screenPopIdSchema });
export type ScreenPop = z.infer<typeof screenPopSchema>;

interface Piece {
  readonly text: string;
  readonly field?: ScreenPopField;
  readonly formats: readonly ScreenPopFormat[];
}

/** What is wrong with a template; undefined when it can be used. Pure. */
export function templateProblem(template: string): TemplateProblem | undefined {
  const pieces = piecesOf(template);
  if ('kind' in pieces) return pieces;
  // Whatever is filled in, the same server is meant: before its path begins, nothing is.
  if (/^https?:\/\/[^/?#]*\{/i.test(template)) return { kind: 'placeholderInHost' };
  const address = addressOf(pieces, () => '1');
  return address === undefined || address.username !== '' ? { kind: 'notHttp' } : undefined;
}

/**
 * The address for a call; undefined when the template is none, or when a raw value would lead to another server.
 * Pure.
 */
export function fillTemplate(template: string, values: ScreenPopValues): string | undefined {
  if (templateProblem(template) !== undefined) return undefined;
  const pieces = piecesOf(template);
  if ('kind' in pieces) return undefined;
  const filled = addressOf(pieces, (piece) =>
    piece.field === undefined ? '' : formatted(String(values[piece.field] ?? ''), piece.formats),
  );
  return filled !== undefined && filled.origin === addressOf(pieces, () => '1')?.origin ? filled.href : undefined;
}

/** Whether a pop is for a call; what it has not got yet, such as its rule, is no match. Pure. */
export function isForCall(
  pop: ScreenPop,
  call: { readonly direction: string; readonly trunkNo?: number | undefined; readonly ruleId?: string | undefined },
): boolean {
  const { scope } = pop;
  if (!pop.enabled || !pop.directions.some((direction) => direction === call.direction)) return false;
  if (scope.kind === 'all') return true;
  if (scope.kind === 'trunks') return call.trunkNo !== undefined && scope.trunkNos.includes(call.trunkNo);
  return scope.ruleIds.some((ruleId) => ruleId === call.ruleId);
}

function piecesOf(template: string): readonly Piece[] | TemplateProblem {
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = template.indexOf('{'); at >= 0; at = template.indexOf('{', from)) {
    const end = template.indexOf('}', at);
    if (end < 0) return { kind: 'unclosed', at };
    const [field = '', ...formats] = template
      .slice(at + 1, end)
      .split('|')
      .map((word) => word.trim());
    const known = SCREEN_POP_FIELDS.find((each) => each === field);
    if (known === undefined) return { kind: 'unknownField', at, word: field };
    const odd = formats.find((format) => !SCREEN_POP_FORMATS.some((each) => each === format));
    if (odd !== undefined) return { kind: 'unknownFormat', at, word: odd };
    pieces.push({ text: template.slice(from, at), formats: [] });
    pieces.push({ text: '', field: known, formats: SCREEN_POP_FORMATS.filter((each) => formats.includes(each)) });
    from = end + 1;
  }
  return [...pieces, { text: template.slice(from), formats: [] }];
}

function addressOf(pieces: readonly Piece[], fill: (piece: Piece) => string): URL | undefined {
  const text = pieces.map((piece) => (piece.field === undefined ? piece.text : fill(piece))).join('');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
}

function formatted(value: string, formats: readonly ScreenPopFormat[]): string {
  let text = value;
  if (formats.includes('digits')) text = text.replace(/\D/g, '');
  if (formats.includes('e164')) text = toE164(text);
  // Signs that would break the address off or hide in it have no place even in a raw value.
  return formats.includes('raw') ? text.replace(/[\s\p{Cc}]/gu, '') : encodeURIComponent(text);
}

/**
 * A number of this country in its international form; one that is none (an extension, 110, nothing at all) stays as it
 * is. Numbers of 400 cannot be called from abroad and stay too. Pure.
 */
export function toE164(number: string): string {
  const plain = number.normalize('NFKC').replace(/[\s\-()]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(plain)) return plain;
  if (/^00[1-9]\d{6,14}$/.test(plain)) return `+${plain.slice(2)}`;
  if (/^0?1[3-9]\d{9}$/.test(plain)) return `+86${plain.replace(/^0/, '')}`;
  if (/^86(1[3-9]\d{9}|[1-9]\d{8,10})$/.test(plain)) return `+${plain}`;
  return /^0(10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(plain) ? `+86${plain.slice(1)}` : number;
}
