import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callIsTalking, CALLER_NUMBER } from '../../board-sim/scenario/stories/inbound-steps.ts';
import { Stage } from '../../board-sim/scenario/stage.ts';
import { SteppedWorld } from '../../board-sim/scenario/stepped-world.ts';
import { promptIdSchema, stationDevice, trunkDevice } from '../../src-main/contract/ids.ts';
import { openSteppedProduct } from '../../src-main/server/stepped-product.ts';
import { TestLog } from '../support/test-log.ts';
import { readWav } from '../support/wav-reading.ts';

describe('faults under a whole product, on stepped time', function () {
  this.timeout(60_000);
  let folder: string;
  let product: Awaited<ReturnType<typeof openSteppedProduct>>;
  let stage: Stage;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-faults-'));
    product = await openSteppedProduct({ dataDir: join(folder, 'data'), log: new TestLog(), trunks: 2, extensions: 2 });
    stage = new Stage(new SteppedWorld(product));
  });

  afterEach(async () => {
    await stage.world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('ends a call as a line fault and seals its recording when the card is pulled out', async () => {
    const agent = await stage.agent('agent1', 1);
    await agent.ready();
    await callIsTalking(stage, stage.caller(1), agent);
    const removed = await stage.world.act({ do: 'removeBoard' });
    assert.ok(removed.ok);
    const record = await stage.cleared();
    assert.equal(record.endReason, 'TELECOM_PROBLEM');
    assert.equal(record.endedBy, 'system');
    const cleared = stage.events('CallCleared');
    assert.deepEqual(
      cleared.map((event) => event.cause),
      ['boardLost'],
    );
    const recording = record.recordings[0];
    assert.ok(recording !== undefined);
    const located = await product.recordings.locate(recording.recordingId);
    assert.ok(located.ok);
    const wav = readWav(await readFile(located.value.path));
    assert.equal(wav.declaredBytes, wav.presentBytes);
    assert.ok((wav.channels[0]?.length ?? 0) > 8000 * 5, 'the talk up to the fault is there');
    assert.equal(product.board.view().up, false);
    const attempt = agent.dial('13800000002');
    const fault = await agent.fails('a call without a board', attempt, 5_000);
    assert.match(fault.code, /^(board\/|call\/|agent\/)/);
  });

  for (const [what, prepare] of [
    ['is missing', async (path: string) => path],
    ['is not audio', async (path: string) => (await writeFile(path, 'these are words, not samples\n'), path)],
  ] as const) {
    it(`says that a prompt ${what}, and the call goes on`, async () => {
      const path = await prepare(join(folder, 'prompt.wav'));
      const callId = await outboundTalk();
      const deviceId = trunkDevice(Number(stage.onlyCall()?.trunkNo));
      const playing = product.callControl.playMessage({
        callId,
        deviceId,
        prompts: [{ promptId: promptIdSchema.parse('broken'), path }],
        stopDigits: [],
        repeat: 1,
      });
      await stage.world.pass(500);
      const played = await playing;
      assert.equal(played.ok, false);
      await stage.until('its end is told as failed', () =>
        stage.events('PlaybackEnded').some((event) => event.result === 'failed'),
      );
      await stage.hold('the call goes on', 3_000, () => stage.onlyCall()?.talkingSince !== undefined);
    });
  }

  it('leads a caller through the flow though its first prompt cannot be played', async () => {
    const { callControl } = product;
    const rename = callControl.playMessage.bind(callControl);
    callControl.playMessage = (request) =>
      rename({ ...request, prompts: request.prompts.map((prompt) => ({ ...prompt, path: `${prompt.path}.gone` })) });
    await stage.caller(1).ring(CALLER_NUMBER);
    await stage.until('the menu is reached', () => stage.events('FlowStepped').some((event) => event.node === 'menu'));
    const record = await stage.cleared(120_000);
    assert.equal(record.endReason, 'IVR_ENDED');
  });

  async function outboundTalk() {
    const making = product.callControl.makeCall({ stationId: stationDevice('801'), number: '13800000002' });
    await stage.phone(1).rings();
    await stage.phone(1).lift();
    await stage.until('they talk', () => stage.onlyCall()?.talkingSince !== undefined, 30_000);
    await stage.world.pass(1_000);
    const made = await making;
    assert.ok(made.ok);
    return made.value;
  }
});
