import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import { userIdSchema } from '../../src-main/contract/ids.ts';
import {
  boxIdSchema,
  boxSchema,
  pinSchema,
  type Box,
  type BoxId,
  type BoxSetup,
} from '../../src-main/contract/voicemail.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { HttpClient, HttpRequest } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

const givenOutSchema = z.object({ boxId: boxIdSchema, pin: pinSchema });
const peopleSchema = z.array(z.object({ userId: userIdSchema, displayName: z.string() }));
/** An answer without a body. */
const removedSchema = z.undefined().transform(() => 'removed' as const);

/** The boxes as an admin sets them up. */
export class BoxSetupsStore {
  boxes: readonly Box[] = [];
  people: z.infer<typeof peopleSchema> = [];
  busy = false;
  error: ErrorBody | undefined = undefined;
  /** A PIN that was made just now: it is shown once, to be told to somebody. */
  givenOut: z.infer<typeof givenOutSchema> | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, { boxes: observableRef, people: observableRef, error: observableRef });
  }

  async load(): Promise<void> {
    const boxes = await this.#ask({ method: 'GET', path: PATHS.boxSetups, reply: z.array(boxSchema) });
    const people = await this.#ask({ method: 'GET', path: PATHS.users, reply: peopleSchema });
    runInAction(() => {
      if (boxes !== undefined) this.boxes = boxes;
      if (people !== undefined) this.people = people;
    });
  }

  /** @param boxId undefined makes a new box. */
  async save(boxId: BoxId | undefined, setup: BoxSetup): Promise<boolean> {
    if (boxId === undefined) {
      const made = await this.#ask({ method: 'POST', path: PATHS.boxSetups, body: setup, reply: givenOutSchema });
      return this.#after(made !== undefined, made);
    }
    const saved = await this.#ask({ method: 'PUT', path: PATHS.boxSetup(boxId), body: setup, reply: boxSchema });
    return this.#after(saved !== undefined);
  }

  async remove(boxId: BoxId, withMessages: boolean): Promise<boolean> {
    const path = `${PATHS.boxSetup(boxId)}?withMessages=${withMessages ? 'yes' : 'no'}`;
    const removed = await this.#ask({ method: 'DELETE', path, reply: removedSchema });
    return this.#after(removed !== undefined);
  }

  async resetPin(boxId: BoxId): Promise<void> {
    const given = await this.#ask({ method: 'POST', path: `${PATHS.boxSetup(boxId)}/pin`, reply: givenOutSchema });
    if (given !== undefined) runInAction(() => (this.givenOut = given));
  }

  forgetPin(): void {
    this.givenOut = undefined;
  }

  async #after(isDone: boolean, given?: z.infer<typeof givenOutSchema>): Promise<boolean> {
    if (!isDone) return false;
    if (given !== undefined) runInAction(() => (this.givenOut = given));
    await this.load();
    return true;
  }

  async #ask<Value>(request: HttpRequest<Value>): Promise<Value | undefined> {
    runInAction(() => {
      this.busy = true;
      this.error = undefined;
    });
    const reply = await this.#http.request(request);
    runInAction(() => {
      this.busy = false;
      if (!reply.ok) this.error = reply.error;
    });
    return reply.ok ? reply.value : undefined;
  }
}
