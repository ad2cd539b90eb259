import assert from 'node:assert/strict';
import { openMonitorAudio, sumOfPairs } from '../../../src-renderer/transport/monitor-audio.ts';

describe('hearing a channel in the browser', () => {
  it('sums both sides and stays within full scale', () => {
    const sums = [...sumOfPairs(new Int16Array([100, 28, 30_000, 30_000, -30_000, -30_000, 7]))];
    assert.deepEqual(sums, [128 / 32_768, 1, -1]);
  });

  it('plays what arrives at the rate of the machine until it is disposed', async () => {
    const played: number[] = [];
    const ended: string[] = [];
    let heard: (pairs: Int16Array) => void = () => undefined;
    let asked: number | undefined;
    const audio = await openMonitorAudio({
      channel: 5,
      openHeadset: async (withMicrophone) => ({
        rateHz: 16_000,
        hasMicrophone: withMicrophone,
        play: (samples) => void played.push(...samples),
        dispose: () => void ended.push('headset'),
      }),
      openWire: (channel, on) => {
        asked = channel;
        heard = (pairs) => on.heard(pairs);
        return { dispose: () => void ended.push('wire') };
      },
      onLost: () => assert.fail('it was not lost'),
    });
    heard(new Int16Array(320).fill(1_000));
    assert.equal(asked, 5);
    assert.ok(played.length > 280 && played.length <= 320, String(played.length));
    audio.dispose();
    assert.deepEqual(ended, ['wire', 'headset']);
  });
});
