import type { RawData } from 'ws';

/** The text of a WebSocket message, in whichever pieces it came. */
export function frameText(bytes: RawData): string {
  if (Array.isArray(bytes)) return Buffer.concat(bytes).toString();
  return bytes instanceof ArrayBuffer ? Buffer.from(bytes).toString() : bytes.toString();
}
