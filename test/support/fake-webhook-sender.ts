import { webhookBodySchema, type WebhookBody } from '../../src-main/contract/webhooks.ts';
import type { SendOutcome, SendRequest, WebhookSender } from '../../src-main/services/webhooks/index.ts';

/** A receiver under the test's hand: answers what it is told to, or keeps the sender waiting. */
export class FakeWebhookSender implements WebhookSender {
  readonly requests: SendRequest[] = [];
  /** What comes next; 200 when there is nothing. */
  readonly answers: SendOutcome[] = [];
  /** Keeps every answer back until `release`. */
  holds = false;
  #held: (() => void)[] = [];

  async send(request: SendRequest, signal: AbortSignal): Promise<SendOutcome> {
    this.requests.push(request);
    if (this.holds) {
      await new Promise<void>((resolve) => {
        this.#held.push(resolve);
        signal.addEventListener('abort', () => resolve());
      });
    }
    return this.answers.shift() ?? { kind: 'answered', status: 200 };
  }

  release(): void {
    for (const resolve of this.#held.splice(0)) resolve();
  }

  refuse(times: number, status = 500): void {
    for (let time = 0; time < times; time += 1) this.answers.push({ kind: 'answered', status });
  }

  get bodies(): readonly WebhookBody[] {
    return this.requests.map(({ body }) => webhookBodySchema.parse(JSON.parse(body)));
  }

  get ids(): readonly string[] {
    return this.bodies.map(({ id }) => id);
  }
}
