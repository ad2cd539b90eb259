import type { VoicemailPort } from '../../src-main/api/ports.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed } from '../../src-main/foundation/result.ts';

const nothing: Fault = {
  kind: 'misuse',
  code: 'request/notFound',
  tried: 'find it',
  now: 'there is no voicemail',
  next: 'nothing',
};
const none = () => Promise.resolve(failed(nothing));
const silent = () => ({ dispose: () => undefined });

/** A house without boxes. */
export const noVoicemail: VoicemailPort = {
  boxesOf: () => [],
  names: () => [],
  all: () => [],
  create: none,
  change: none,
  remove: none,
  resetPin: none,
  setPin: none,
  putGreeting: none,
  removeGreeting: none,
  greetingPath: () => failed(nothing),
  page: () => Promise.resolve({ messages: [] }),
  message: none,
  setHeard: none,
  removeMessage: none,
  restore: none,
  forward: none,
  callBack: none,
  hears: () => false,
  hearsRecording: () => Promise.resolve(false),
  onMessageChanged: silent,
  onBoxesChanged: silent,
};
