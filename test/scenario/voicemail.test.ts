import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALLER_NUMBER, CALLER_TONE } from '../../board-sim/scenario/stories/inbound-steps.ts';
import { Stage } from '../../board-sim/scenario/stage.ts';
import { SteppedWorld } from '../../board-sim/scenario/stepped-world.ts';
import { inboundRuleDraftSchema } from '../../src-main/contract/routing-requests.ts';
import { openSteppedProduct } from '../../src-main/server/stepped-product.ts';
import { TestLog } from '../support/test-log.ts';

describe('voicemail under a whole product, on stepped time', function () {
  this.timeout(60_000);
  let folder: string;
  let product: Awaited<ReturnType<typeof openSteppedProduct>>;
  let stage: Stage;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-voicemail-'));
    product = await openSteppedProduct({ dataDir: join(folder, 'data'), log: new TestLog(), trunks: 2, extensions: 4 });
    stage = new Stage(new SteppedWorld(product));
  });

  afterEach(async () => {
    await stage.world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes a message, lights the lamp, and lets it be heard at the phone behind the PIN', async () => {
    const box = product.voicemail.all().find((each) => each.boxNo === '801');
    assert.ok(box !== undefined);
    const rule = {
      title: '留言',
      enabled: true,
      match: {},
      next: { kind: 'voicemail', boxId: box.boxId },
      position: 1,
    };
    assert.ok((await product.routing.saveInbound(inboundRuleDraftSchema.parse(rule))).ok);
    await leaveMessage();
    const record = await stage.cleared();
    assert.ok(record.recordings.some((recording) => recording.lengthMs >= 4_000 && recording.lengthMs < 6_000));
    await stage.until('the lamp of the phone is lit', async () => (await stage.phone(1).state()).lamp);

    const phone = stage.phone(1);
    await phone.lift();
    await stage.world.pass(1_400);
    await phone.press('*97');
    await stage.until('the house asks for the PIN', () =>
      stage.events('Originated').some((each) => each.number === '*97'),
    );
    await stage.until('a prompt plays to the phone', () => playedTo('station/801') > 0, 20_000);
  });

  function playedTo(deviceId: string): number {
    return stage.events('PlaybackStarted').filter((each) => each.deviceId === deviceId).length;
  }

  async function leaveMessage(): Promise<void> {
    const caller = stage.caller(1);
    await caller.ring(CALLER_NUMBER);
    const isMessage = (): boolean => stage.events('RecordingStarted').length > 1;
    await stage.until('the message is being recorded', isMessage, 60_000);
    await caller.speak(CALLER_TONE);
    await stage.world.pass(5_000);
    await caller.speak({ kind: 'silence' });
    await caller.press('#');
    await stage.until('the message has ended', () => stage.events('RecordingStopped').length > 1);
    await stage.world.pass(2_000);
    await caller.hangUp();
  }
});
