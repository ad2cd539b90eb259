import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { signatureOf } from '../../../src-main/services/webhooks/signature.ts';

const NOW_MS = 1_767_607_200_000;
const BODY = '{"id":"event-1","name":"李"}';

describe('the sample in docs/api.md', () => {
  let isFromTrunkline: (...values: readonly unknown[]) => unknown;

  before(async () => {
    const [, sample] = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/api.md', 'utf8')) ?? [];
    assert.ok(sample !== undefined);
    const code = Buffer.from(stripTypeScriptTypes(sample)).toString('base64');
    const loaded: unknown = await import(`data:text/javascript;base64,${code}`);
    const exported: unknown =
      typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'isFromTrunkline') : 0;
    assert.ok(typeof exported === 'function');
    isFromTrunkline = (...values) => Reflect.apply(exported, undefined, values);
  });

  it('takes what the server signs, by the new and by the old secret', () => {
    const header = signatureOf(BODY, NOW_MS, ['new', 'old']);
    assert.deepEqual(
      ['new', 'old', 'other'].map((secret) => isFromTrunkline(BODY, header, secret, NOW_MS)),
      [true, true, false],
    );
  });

  it('refuses another body, an old request, and a header that is none', () => {
    const header = signatureOf(BODY, NOW_MS, ['new']);
    assert.deepEqual(
      [
        isFromTrunkline(`${BODY} `, header, 'new', NOW_MS),
        isFromTrunkline(BODY, header, 'new', NOW_MS + 301_000),
        isFromTrunkline(BODY, '', 'new', NOW_MS),
        isFromTrunkline(BODY, 't=x,v1=00', 'new', NOW_MS),
      ],
      [false, false, false, false],
    );
  });
});
