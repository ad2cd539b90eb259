import assert from 'node:assert/strict';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import { stationDevice, trunkDevice, type CallId } from '../../src-main/contract/ids.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';

describe('commands on a recording that is made', () => {
  let house: FakeHouse;
  let server: HttpServer;
  let agent: ApiClient;
  const talk = (): CallId =>
    house.calls.begin({}, [
      { deviceId: trunkDevice(1), state: 'connected' },
      { deviceId: stationDevice('801'), state: 'connected' },
    ]).callId;

  beforeEach(async () => {
    house = new FakeHouse();
    await house.addUser('agent', 'agent', '陈静');
    server = await openApi(house.parts());
    agent = new ApiClient(server.address);
    await agent.login('agent', '801');
  });
  afterEach(() => server.close());

  it('begin it, mark it, keep a card number out of it, and stop it', async () => {
    const callId = talk();
    const started = await agent.post('/api/commands/call.startRecording', { callId });
    house.recorder.running.add(callId);
    const statuses = [
      started,
      await agent.post('/api/commands/call.markRecording', { callId, text: ' 同意 ' }),
      await agent.post('/api/commands/call.maskRecording', { callId, masked: true }),
      await agent.post('/api/commands/call.maskRecording', { callId, masked: false }),
      await agent.post('/api/commands/call.stopRecording', { callId }),
    ].map(({ status }) => status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200]);
    assert.deepEqual(house.recorder.asked, [
      ['start', callId],
      ['mark', callId, '同意'],
      ['mask', callId, true],
      ['mask', callId, false],
      ['stop', callId],
    ]);
  });

  it('do nothing to a call that is not being recorded, or that is somebody else’s', async () => {
    const callId = talk();
    const foreign = house.calls.begin({}, [{ deviceId: stationDevice('802'), state: 'connected' }]).callId;
    const answers = [
      await agent.post('/api/commands/call.markRecording', { callId, text: '' }),
      await agent.post('/api/commands/call.stopRecording', { callId: foreign }),
    ];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, errorBodySchema.parse(body).code]),
      [
        [409, 'call/wrongState'],
        [403, 'call/notYours'],
      ],
    );
    assert.deepEqual(house.recorder.asked, []);
  });
});
