import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';

/** The port that a server listens on unless its settings name another; a test compares it with them. */
export const DEFAULT_PORT = 8680;

/**
 * The origin that a person meant by `192.168.1.10`, `pc-1:8680` or `https://calls.example.com`. Without a scheme it is
 * http, without a port the server's own. Anything with a user, a path or a query is refused: the shell trusts an origin.
 */
export function parseAddress(typed: string): Result<string, Fault> {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  const isPlain =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '';
  if (!isPlain) return failed(notAnAddress());
  const namesPort = /:\d+\/?$/.test(withScheme);
  if (url.protocol === 'http:' && !namesPort) url.port = String(DEFAULT_PORT);
  return ok(url.origin);
}

function notAnAddress(): Fault {
  return {
    kind: 'misuse',
    code: 'request/invalid',
    tried: 'read the address of the server',
    now: 'it is not a host name or an IP address with an optional port',
    next: 'Enter it as 192.168.1.10 or calls.example.com:8680',
  };
}

const fileSchema = z.object({ serverAddress: z.string().optional() });

/** Where a seat PC keeps the address of its server: one small file in the user's folder. */
export class AddressFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined when there is none, or when the file is not readable: then the person is asked again. */
  read(): string | undefined {
    try {
      const parsed = fileSchema.safeParse(JSON.parse(readFileSync(this.#path, 'utf8')));
      if (!parsed.success || parsed.data.serverAddress === undefined) return undefined;
      const address = parseAddress(parsed.data.serverAddress);
      return address.ok ? address.value : undefined;
    } catch {
      return undefined; // the first start, or a damaged file; either is mended by asking
    }
  }

  /** Replaces the file in one step, so that a power cut leaves the old or the new one. */
  write(address: string): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify({ serverAddress: address }));
    renameSync(next, this.#path);
  }
}
