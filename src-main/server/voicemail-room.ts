import type { PasswordHasher } from '../api/authentication/password-hash.ts';
import { stationDevice, type CallId } from '../contract/ids.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallControl } from '../mediator/call-control.ts';
import type { AgentsService } from '../services/agents/index.ts';
import { PromptLibrary } from '../services/ivr/index.ts';
import type { RecordingLocator } from '../services/recording/index.ts';
import type { RoutingService, Schedules } from '../services/routing/index.ts';
import { VoicemailService, type DialFor } from '../services/voicemail/index.ts';
import type { Settings } from './settings.ts';
import type { StorageRoom } from './storage-room.ts';

export interface VoicemailRoomParts {
  readonly settings: Settings;
  readonly storage: StorageRoom;
  readonly callControl: CallControl;
  readonly agents: AgentsService;
  readonly locator: RecordingLocator;
  readonly routing: RoutingService;
  readonly schedules: Schedules;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly log: Log;
}

/** What a phone dials for its messages. */
const ACCESS_NUMBER = '*97';

/** Voicemail with its library of prompts, which is read when it starts. */
export class VoicemailRoom {
  readonly service: VoicemailService;
  readonly #library: PromptLibrary;

  constructor(parts: VoicemailRoomParts) {
    const { storage, callControl, agents, clock, hasher, log } = parts;
    this.#library = new PromptLibrary(storage.prompts, storage.files);
    this.service = new VoicemailService({
      ...{ callControl, clock, hasher, log },
      routing: parts.routing,
      schedules: { kindAt: (scheduleId, atMs) => parts.schedules.explainAt(scheduleId, atMs)?.kind },
      boxes: storage.voicemailBoxes,
      messages: storage.voicemail,
      recordings: parts.locator,
      files: storage.files,
      prompts: this.#library,
      language: parts.settings.language,
      accessNumber: ACCESS_NUMBER,
      dial: dialFrom(callControl, agents),
    });
  }

  async start(): Promise<void> {
    await this.#library.reload();
    await this.service.start();
  }
}

/** Rings the user's own phone; resolves when the call has begun, since the answer of the far end takes its time. */
function dialFrom(callControl: CallControl, agents: AgentsService): DialFor {
  return (userId, number) => {
    const stationNo = agents.byUser(userId)?.stationNo;
    if (stationNo === undefined) return Promise.resolve(failed(notAtStation()));
    return new Promise<Result<CallId, Fault>>((resolve) => {
      void callControl
        .makeCall({
          stationId: stationDevice(stationNo),
          number,
          originator: userId,
          onCall: (callId) => resolve(ok(callId)),
        })
        .then(resolve);
    });
  };
}

function notAtStation(): Fault {
  return {
    kind: 'misuse',
    code: 'agent/notLoggedIn',
    tried: 'call back',
    now: 'the user sits at no extension',
    next: 'Log in with an extension.',
  };
}
