import { makeAutoObservable, runInAction } from 'mobx';
import { z } from 'zod';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import {
  loginReplySchema,
  type Locale,
  type LoginReply,
  type LoginRequest,
  type UserView,
} from '../../src-main/contract/users.ts';
import { PATHS } from '../transport/http-paths.ts';
import type { HttpClient } from '../transport/http-client.ts';

export type SessionPhase = 'checking' | 'signedOut' | 'mustChangePassword' | 'signedIn';

const anyReply = z.unknown();

/** Who sits here: signing in and out, the forced change of the first password. */
export class SessionStore {
  phase: SessionPhase = 'checking';
  user: UserView | undefined = undefined;
  stationNo: string | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  busy = false;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this);
  }

  /** Takes up the session of the cookie, if there is one. */
  async resume(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.me, reply: loginReplySchema });
    runInAction(() => {
      if (reply.ok) return this.#enter(reply.value);
      this.phase = 'signedOut';
      if (reply.error.code !== 'auth/required' && reply.error.code !== 'auth/sessionExpired') this.error = reply.error;
    });
  }

  async signIn(request: LoginRequest): Promise<void> {
    await this.#ask(async () => {
      const reply = await this.#http.request({
        method: 'POST',
        path: PATHS.login,
        body: request,
        reply: loginReplySchema,
      });
      if (!reply.ok) return reply.error;
      runInAction(() => this.#enter(reply.value));
      return undefined;
    });
  }

  async changePassword(current: string, next: string): Promise<boolean> {
    const failed = await this.#ask(async () => {
      const reply = await this.#http.request({
        method: 'POST',
        path: PATHS.password,
        body: { current, next },
        reply: anyReply,
      });
      return reply.ok ? undefined : reply.error;
    });
    if (failed) return false;
    await this.resume();
    return true;
  }

  async signOut(): Promise<void> {
    await this.#http.request({ method: 'POST', path: PATHS.logout, reply: anyReply });
    this.forget();
  }

  /** Tells the server which language the user wants everywhere; this window has switched already. */
  async rememberLocale(locale: Locale): Promise<void> {
    if (this.phase !== 'signedIn') return;
    await this.#http.request({ method: 'PUT', path: PATHS.locale, body: { locale }, reply: anyReply });
  }

  /** The socket's hello is newer than the login's reply. */
  greeted(user: UserView, stationNo: string | undefined): void {
    this.user = user;
    this.stationNo = stationNo;
  }

  /** The session is over, by choice or because the server ended it. */
  forget(error?: ErrorBody): void {
    this.phase = 'signedOut';
    this.user = undefined;
    this.stationNo = undefined;
    this.error = error;
  }

  clearError(): void {
    this.error = undefined;
  }

  get oversees(): boolean {
    return this.user !== undefined && this.user.role !== 'agent';
  }

  #enter(reply: LoginReply): void {
    this.user = reply.user;
    this.stationNo = reply.stationNo;
    this.error = undefined;
    this.phase = reply.user.mustChangePassword ? 'mustChangePassword' : 'signedIn';
  }

  /** Runs one request at a time for the form; true when it failed. */
  async #ask(run: () => Promise<ErrorBody | undefined>): Promise<boolean> {
    runInAction(() => {
      this.busy = true;
      this.error = undefined;
    });
    const error = await run();
    runInAction(() => {
      this.busy = false;
      this.error = error;
    });
    return error !== undefined;
  }
}
