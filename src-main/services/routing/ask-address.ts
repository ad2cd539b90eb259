import { z } from 'zod';

/** What an address is told of a call when it is asked for the next step. */
export interface RoutingQuestion {
  readonly callId: string;
  readonly number: string;
  readonly dialled: string;
  readonly trunkNo: number | undefined;
}

/** Asks an address; resolves with whatever it said, rejects when it said nothing that can be read. */
export type AskAddress = (address: string, question: RoutingQuestion, signal: AbortSignal) => Promise<unknown>;

/** More than any next step needs. */
const LONGEST_ANSWER = 64 * 1024;
const json = z.string().transform((text): unknown => JSON.parse(text));

/** POSTs the question as JSON. A redirect is refused: it could lead where no administrator allowed. */
export const askOverHttp: AskAddress = async (address, question, signal) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(question),
    redirect: 'error',
    signal,
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return json.parse(await boundedText(response));
};

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new Error('the answer is too long');
  }
  return text + decoder.decode();
}
