import assert from 'node:assert/strict';
import { benchLineSchema, benchNoticeSchema } from '../../../src-main/contract/bench.ts';
import { causeSchema, connectionStateSchema, directionSchema } from '../../../src-main/contract/call-model.ts';
import { endedBySchema, endReasonSchema } from '../../../src-main/contract/call-record.ts';
import { ERROR_CODES } from '../../../src-main/contract/error-codes.ts';
import { agentStateSchema, roleSchema } from '../../../src-main/contract/users.ts';
import { CHANNEL_STATE_WORDS, type CodeWords } from '../../../src-renderer/locales/codes.ts';
import { messagesFor } from '../../../src-renderer/locales/messages.ts';
import { DRIVER_CHANNEL_STATES } from '../support/builders.ts';

const lists: Readonly<
  Record<Exclude<keyof CodeWords, 'flowNodes' | 'flowOutcomes' | 'benchDetails'>, readonly string[] | undefined>
> = {
  errors: Object.keys(ERROR_CODES),
  causes: causeSchema.options,
  endReasons: endReasonSchema.options,
  endedBy: endedBySchema.options,
  agentStates: agentStateSchema.options,
  connectionStates: connectionStateSchema.options,
  channelStates: DRIVER_CHANNEL_STATES,
  directions: directionSchema.options,
  roles: roleSchema.options,
  benchLineStates: benchLineSchema.shape.state.options,
  benchNotices: benchNoticeSchema.shape.what.options,
  channelKinds: ['trunk', 'station'],
  evidence: undefined,
  dialling: undefined,
  recordingResults: undefined,
  gapReasons: undefined,
  linkEnds: undefined,
};

/** Every path of keys to a text, with its number of arguments. */
function shape(messages: object, prefix = ''): readonly string[] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) => {
    const path = `${prefix}${key}`;
    if (typeof value === 'function') return [`${path}(${value.length})`];
    return typeof value === 'object' && value !== null ? shape(value, `${path}.`) : [path];
  });
}

function texts(messages: object): readonly string[] {
  return Object.values(messages).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? texts(value) : typeof value === 'string' ? [value] : [],
  );
}

describe('the languages', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const { codes } = messagesFor(locale);
    for (const [name, codesOfList] of Object.entries(lists)) {
      if (codesOfList === undefined) continue;
      it(`${locale} has a word for each of ${name}, and for nothing else`, () => {
        const words: object = Reflect.get(codes, name);
        assert.deepEqual(Object.keys(words).sort(), [...codesOfList].sort());
      });
    }
    it(`${locale} leaves no text empty`, () =>
      assert.deepEqual(
        texts(messagesFor(locale)).filter((text) => text.trim() === ''),
        [],
      ));
  }

  it('have the same keys and arguments', () => {
    assert.deepEqual(shape(messagesFor('en')), shape(messagesFor('zh-CN')));
  });

  it('do not leave Chinese in English, the name of the other language aside', () => {
    const chinese = texts(messagesFor('en')).filter((text) => /[\u4e00-\u9fff]/.test(text));
    assert.deepEqual(chinese, ['中文']);
  });

  it('know the states that the driver reports', () => {
    assert.deepEqual([...CHANNEL_STATE_WORDS], DRIVER_CHANNEL_STATES);
  });

  it('count in English as English does', () => {
    const { calls, bar } = messagesFor('en');
    assert.deepEqual([calls.count(1), calls.count(2), bar.more(1)], ['1 call', '2 calls', '1 more call']);
  });
});
