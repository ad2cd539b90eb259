import type { IntegrationPorts } from '../api/integration-ports.ts';
import type { Log } from '../foundation/log.ts';
import { ClickToDial, ScreenPops } from '../services/integration/index.ts';
import type { CallRecordsService } from '../services/records/index.ts';
import { AddressGuard, HttpWebhookSender, WebhooksService } from '../services/webhooks/index.ts';
import type { CallJournal } from '../storage/call-journal.ts';
import { seededRandom, type ProductTime } from './product-clock.ts';
import type { Settings } from './settings.ts';
import type { StorageRoom } from './storage-room.ts';

/** What the house gives to other systems, joined. */
export class Integration implements IntegrationPorts {
  readonly journal: CallJournal;
  readonly webhooks: WebhooksService;
  readonly screenPops: ScreenPops;
  readonly clickToDial: ClickToDial;

  constructor(parts: {
    readonly settings: Settings;
    readonly storage: StorageRoom;
    readonly records: CallRecordsService;
    readonly time: ProductTime;
    readonly log: Log;
  }) {
    const { settings, storage, records, time, log } = parts;
    const clock = time.wallClock;
    const guard = new AddressGuard(settings.webhookPrivateAddresses);
    this.journal = storage.journal;
    this.webhooks = new WebhooksService({
      repository: storage.webhooks,
      news: storage.webhookNews,
      records,
      sender: new HttpWebhookSender(clock, guard),
      clock,
      // Random choices of its own: deliveries by the wall clock must not change a stepped run.
      random: time.stepped === undefined ? time.random : seededRandom(settings.seed),
      log,
      journal: storage.journal,
      guard,
    });
    this.screenPops = new ScreenPops(storage.settings);
    this.clickToDial = new ClickToDial({ settings: storage.settings, tokens: storage.dialTokens, clock });
  }

  async start(): Promise<void> {
    for (const service of [this.webhooks, this.screenPops, this.clickToDial]) await service.start();
  }

  stop(): Promise<void> {
    return this.webhooks.stop();
  }
}
