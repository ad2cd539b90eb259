import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import { publishedFlowsSchema, type PublishedFlow } from '../../src-main/contract/flows.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';

/** The voice flows to which this seat can send its caller. */
export class FlowsStore {
  /** Undefined until the server has told them. */
  flows: readonly PublishedFlow[] | undefined = undefined;
  error: ErrorBody | undefined = undefined;
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
    makeAutoObservable(this, { flows: observableRef, error: observableRef });
  }

  async load(): Promise<void> {
    const reply = await this.#http.request({ method: 'GET', path: PATHS.flows, reply: publishedFlowsSchema });
    runInAction(() => {
      this.error = reply.ok ? undefined : reply.error;
      if (reply.ok) this.flows = reply.value.flows;
    });
  }
}
