import type { CallId } from '../../contract/ids.ts';
import type { CallRecord } from '../../contract/call-record.ts';
import { SIGNATURE_HEADER, type DeliveryAttempt } from '../../contract/webhooks.ts';
import type { Clock } from '../../foundation/clock.ts';
import { withDeadline } from '../../foundation/deadline.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import { never } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { ok } from '../../foundation/result.ts';
import { stepTable } from '../../foundation/state-table.ts';
import type { News, NewsPosition, WebhookNewsRepository } from '../../storage/repositories/webhook-news.ts';
import type { StoredWebhook, WebhooksRepository } from '../../storage/repositories/webhooks.ts';
import { LANE_TABLE, type LaneAction, type LaneEvent, type LaneState } from './lane-table.ts';
import { bodyOf } from './news-body.ts';
import { nextTryAt } from './retry-plan.ts';
import { signatureOf } from './signature.ts';
import type { SendOutcome, WebhookSender } from './webhook-sender.ts';

export interface LaneParts {
  readonly repository: WebhooksRepository;
  readonly news: WebhookNewsRepository;
  /** The call list, for the summary that goes with an event. */
  readonly records: { settled(): Promise<void>; byId(callId: CallId): Promise<CallRecord | undefined> };
  readonly sender: WebhookSender;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** After the database did not answer. Milliseconds. */
const TROUBLE_PAUSE_MS = 5_000;
/** How long the summary of a call may wait until its record is up to date. Milliseconds. */
const RECORD_LIMIT_MS = 1_000;
/** A place that moved without a delivery is written when it moved this far, so that a restart need not look again. */
const SAVE_STEP_EVENTS = 1_000;

/**
 * Delivers the news of one webhook, one after the other. It holds at most one piece of news: the journal is where the
 * others wait, so a receiver that is away costs no memory and slows nobody.
 */
export class WebhookLane {
  readonly #parts: LaneParts;
  #webhook: StoredWebhook;
  #state: LaneState = 'stopped';
  #head: News | undefined;
  #dueAt = 0;
  #timer: Disposable | undefined;
  #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #savedEventNo: number;
  /** Work of an earlier run does not step this one. */
  #run = 0;

  constructor(parts: LaneParts, webhook: StoredWebhook) {
    this.#parts = parts;
    this.#webhook = webhook;
    this.#savedEventNo = webhook.position.eventNo;
  }

  get webhook(): StoredWebhook {
    return this.#webhook;
  }

  get state(): LaneState {
    return this.#state;
  }

  /** Begins to deliver, or goes on. */
  start(webhook: StoredWebhook = this.#webhook): void {
    this.#webhook = webhook;
    this.#step('start');
  }

  /** Resolves when nothing of it runs any more; then its webhook may be changed. */
  async halt(): Promise<void> {
    this.#run += 1;
    this.#step('stop');
    await this.#running;
  }

  /** There may be news. */
  grown(): void {
    this.#step('grown');
  }

  #step(event: LaneEvent): void {
    const step = stepTable<LaneState, LaneEvent, LaneAction>(LANE_TABLE, this.#state, event);
    if (step.kind === 'refused') {
      const { webhookId } = this.#webhook;
      this.#parts.log.error('a webhook refused an event', { webhookId, state: this.#state, event });
    }
    if (step.kind !== 'moved') return;
    this.#state = step.to;
    for (const action of step.actions) this.#carryOut(action);
  }

  #carryOut(action: LaneAction): void {
    switch (action) {
      case 'seek':
        return this.#launch(() => this.#seek(), 'blind');
      case 'send':
        return this.#launch(() => this.#send(), 'refused');
      case 'arm': {
        const delayMs = Math.max(0, this.#dueAt - this.#parts.clock.nowMs());
        this.#timer = this.#parts.clock.setTimer(delayMs, () => this.#step('due'));
        return;
      }
      case 'disarm':
        return this.#timer?.dispose();
      case 'abort':
        return this.#abort.abort();
      default:
        return never(action);
    }
  }

  /** @param onTrouble what the lane is told when the work failed: the database, as a rule. */
  #launch(work: () => Promise<LaneEvent>, onTrouble: LaneEvent): void {
    const run = this.#run;
    const event = work().catch((error: unknown) => {
      const { webhookId } = this.#webhook;
      this.#parts.log.error('a webhook could not read or write its place', { webhookId, error: String(error) });
      this.#dueAt = this.#parts.clock.nowMs() + TROUBLE_PAUSE_MS;
      return onTrouble;
    });
    this.#running = event.then((told) => {
      if (run === this.#run) this.#step(told);
    });
  }

  async #seek(): Promise<LaneEvent> {
    const { repository, news, clock } = this.#parts;
    const { position, kinds } = this.#webhook;
    const found = await news.next(position, kinds);
    if (found.kind === 'news') {
      this.#head = found.news;
      const { retry } = this.#webhook;
      if (retry === undefined || retry.nextAt <= clock.nowMs()) return 'found';
      this.#dueAt = retry.nextAt;
      return 'foundEarly';
    }
    this.#webhook = moved(this.#webhook, found.position);
    if (found.position.eventNo - this.#savedEventNo >= SAVE_STEP_EVENTS) {
      await repository.save(this.#webhook);
      this.#savedEventNo = found.position.eventNo;
    }
    if (!found.more) return 'foundNothing';
    // A long story is looked through in pieces, and calls have their turn between them.
    await new Promise((resolve) => setImmediate(resolve));
    return 'foundNothingYet';
  }

  async #send(): Promise<LaneEvent> {
    const { repository, clock, sender } = this.#parts;
    const news = this.#head;
    if (news === undefined) return 'settled';
    const abort = new AbortController();
    this.#abort = abort;
    const replay = isBehind(news, this.#webhook.reached);
    const body = bodyOf(news, await this.#recordOf(news), replay);
    const at = clock.nowMs();
    const beganMs = clock.monotonicMs();
    const text = JSON.stringify(body);
    const outcome = await sender.send(requestFor(this.#webhook, text, body.kind, at), abort.signal);
    if (abort.signal.aborted) return 'refused';
    const { id: newsId, kind, eventNo } = body;
    const durationMs = Math.round(clock.monotonicMs() - beganMs);
    const after = this.#after(news, outcome, at);
    const event = eventNo === undefined ? {} : { eventNo };
    const attempt = { newsId, kind, ...event, at, durationMs, tries: after.tries, replay, outcome: after.outcome };
    await repository.settle(after.webhook, { ...attempt, ...answerOf(outcome) });
    this.#webhook = after.webhook;
    this.#savedEventNo = after.webhook.position.eventNo;
    return after.outcome === 'failed' ? 'refused' : 'settled';
  }

  /** How the webhook stands after an attempt. */
  #after(
    news: News,
    outcome: SendOutcome,
    at: number,
  ): { webhook: StoredWebhook; tries: number; outcome: DeliveryAttempt['outcome'] } {
    const { clock, random, log } = this.#parts;
    const { retry, ...webhook } = this.#webhook;
    const tries = (retry?.tries ?? 0) + 1;
    const firstAt = retry?.firstAt ?? at;
    if (isDelivered(outcome)) return { webhook: moved(webhook, news.position), tries, outcome: 'delivered' };
    const nextAt = nextTryAt({ tries, firstAt }, clock.nowMs(), random());
    if (nextAt === undefined) {
      log.warn('a webhook gave up a piece of news', { webhookId: webhook.webhookId, tries });
      return { webhook: moved(webhook, news.position), tries, outcome: 'dead' };
    }
    this.#dueAt = nextAt;
    return { webhook: { ...webhook, retry: { tries, firstAt, nextAt } }, tries, outcome: 'failed' };
  }

  async #recordOf(news: News): Promise<CallRecord | undefined> {
    if (news.kind === 'notice') return undefined;
    const { clock, records } = this.#parts;
    const settled = records.settled().then(() => ok());
    await withDeadline(clock, RECORD_LIMIT_MS, settled, () => 'late');
    return records.byId(news.event.callId);
  }
}

/** What is posted to a webhook, signed. */
export function requestFor(webhook: StoredWebhook, body: string, kind: string, nowMs: number) {
  const { webhookId, address, secret, previousSecret, previousSecretUntil } = webhook;
  const isOverlapping = previousSecret !== undefined && (previousSecretUntil ?? 0) > nowMs;
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Trunkline',
    'trunkline-webhook': webhookId,
    'trunkline-kind': kind,
    [SIGNATURE_HEADER]: signatureOf(body, nowMs, isOverlapping ? [secret, previousSecret] : [secret]),
  };
  return { address, headers, body };
}

export function isDelivered(outcome: SendOutcome): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
}

/** What the log says of an answer. */
export function answerOf(outcome: SendOutcome): Pick<DeliveryAttempt, 'status' | 'failure'> {
  if (outcome.kind === 'failed') return { failure: outcome.failure };
  return isDelivered(outcome) ? { status: outcome.status } : { status: outcome.status, failure: 'status' };
}

function moved(webhook: StoredWebhook, position: NewsPosition): StoredWebhook {
  const { reached } = webhook;
  return {
    ...webhook,
    position,
    reached: {
      eventNo: Math.max(reached.eventNo, position.eventNo),
      noticeNo: Math.max(reached.noticeNo, position.noticeNo),
    },
  };
}

function isBehind(news: News, reached: NewsPosition): boolean {
  return news.kind === 'notice' ? news.position.noticeNo <= reached.noticeNo : news.event.eventNo <= reached.eventNo;
}
