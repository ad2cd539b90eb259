import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import {
  dialTokenSchema,
  newDialTokenReplySchema,
  type DialToken,
  type DialTokenId,
} from '../../src-main/contract/click-to-dial.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const originsSchema = z.array(z.string());

/** Dialling from web pages: which sites may (admins), and this user's own tokens. */
export class ClickToDialStore {
  origins: readonly string[] | undefined = undefined;
  tokens: readonly DialToken[] | undefined = undefined;
  /** A new token, to be copied now: it is not told again. */
  newToken: string | undefined = undefined;
  busy = false;
  error: ErrorBody | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, { origins: observableRef, tokens: observableRef, error: observableRef });
  }

  async loadOrigins(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.dialOrigins, reply: originsSchema });
    runInAction(() => {
      if (reply.ok) this.origins = reply.value;
      else this.error = reply.error;
    });
  }

  /** The whole list in one; true when the server kept it. */
  async setOrigins(origins: readonly string[]): Promise<boolean> {
    this.#begin();
    const reply = await this.#http.request({
      method: 'PUT',
      path: PATHS.dialOrigins,
      body: origins,
      reply: originsSchema,
    });
    runInAction(() => {
      this.busy = false;
      if (reply.ok) this.origins = reply.value;
      else this.error = reply.error;
    });
    return reply.ok;
  }

  async loadTokens(): Promise<void> {
    const path = PATHS.dialTokens;
    const reply = await this.#http.request({ method: 'GET', path, reply: z.array(dialTokenSchema) });
    runInAction(() => {
      if (reply.ok) this.tokens = reply.value;
      else this.error = reply.error;
    });
  }

  async makeToken(title: string): Promise<void> {
    this.#begin();
    const request = { method: 'POST', path: PATHS.dialTokens, body: { title } } as const;
    const reply = await this.#http.request({ ...request, reply: newDialTokenReplySchema });
    runInAction(() => {
      this.busy = false;
      if (reply.ok) this.newToken = reply.value.token;
      else this.error = reply.error;
    });
    await this.loadTokens();
  }

  async removeToken(tokenId: DialTokenId): Promise<void> {
    this.#begin();
    const path = PATHS.dialToken(tokenId);
    const reply = await this.#http.request({ method: 'DELETE', path, reply: z.unknown() });
    runInAction(() => {
      this.busy = false;
      if (!reply.ok) this.error = reply.error;
    });
    await this.loadTokens();
  }

  forgetNewToken(): void {
    this.newToken = undefined;
  }

  #begin(): void {
    runInAction(() => {
      this.busy = true;
      this.error = undefined;
    });
  }
}
