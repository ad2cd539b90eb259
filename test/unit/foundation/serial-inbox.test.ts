import assert from 'node:assert/strict';
import { SerialInbox } from '../../../src-main/foundation/serial-inbox.ts';

describe('serial inbox', () => {
  it('handles a message posted by a handler after the one in hand', () => {
    const handled: string[] = [];
    const inbox = new SerialInbox<string>(
      (message) => {
        if (message === 'first') inbox.post('inner');
        handled.push(message);
      },
      () => undefined,
    );
    inbox.post('first');
    inbox.post('second');
    assert.deepEqual(handled, ['first', 'inner', 'second']);
  });

  it('waits for a handler that returns a promise', async () => {
    const handled: string[] = [];
    let finish: () => void = () => undefined;
    const inbox = new SerialInbox<string>(
      (message) => {
        handled.push(`${message} begins`);
        return new Promise<void>((resolve) => (finish = resolve)).then(() => void handled.push(`${message} ends`));
      },
      () => undefined,
    );
    inbox.post('a');
    inbox.post('b');
    assert.deepEqual([handled, inbox.length], [['a begins'], 1]);
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    finish();
    await inbox.idle();
    assert.deepEqual(handled, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('goes on behind a handler that throws or rejects, and reports it', async () => {
    const errors: unknown[] = [];
    const handled: number[] = [];
    const inbox = new SerialInbox<number>(
      (message) => {
        handled.push(message);
        if (message === 1) throw new Error('thrown');
        return message === 2 ? Promise.reject(new Error('rejected')) : undefined;
      },
      (error) => errors.push(error instanceof Error ? error.message : error),
    );
    inbox.post(1);
    inbox.post(2);
    inbox.post(3);
    await inbox.idle();
    assert.deepEqual(
      [handled, errors],
      [
        [1, 2, 3],
        ['thrown', 'rejected'],
      ],
    );
  });

  it('keeps messages back while it is held', () => {
    const handled: number[] = [];
    const inbox = new SerialInbox<number>(
      (message) => void handled.push(message),
      () => undefined,
    );
    inbox.hold();
    inbox.post(1);
    assert.deepEqual(handled, []);
    inbox.resume();
    assert.deepEqual(handled, [1]);
  });
});
