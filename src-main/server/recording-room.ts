import type { Locale } from '../contract/users.ts';
import type { RecordingWorkPort } from '../api/recording-ports.ts';
import type { Clock } from '../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../foundation/disposable.ts';
import type { Log } from '../foundation/log.ts';
import type { CallControl } from '../mediator/call-control.ts';
import type { PromptLibrary } from '../services/ivr/index.ts';
import {
  ChainCheck,
  PolicyBook,
  RecordingCapacity,
  RecordingDesk,
  RecordingLocator,
  RecordingRetention,
  RecordingService,
  SealingService,
  ThreadedSealer,
} from '../services/recording/index.ts';
import type { RecordingKeys } from '../storage/recording-keys.ts';
import type { ProductTime } from './product-clock.ts';
import { CODER_PATH } from './program.ts';
import type { StorageRoom } from './storage-room.ts';

/** Everything of recordings, joined: made while a call is up, sealed, found, kept and deleted. */
export class RecordingRoom implements Disposable {
  readonly policies: PolicyBook;
  readonly service: RecordingService;
  readonly sealing: SealingService;
  readonly locator: RecordingLocator;
  readonly desk: RecordingDesk;
  readonly retention: RecordingRetention;
  readonly capacity: RecordingCapacity;
  readonly chainCheck: ChainCheck;
  readonly #keys: RecordingKeys;
  readonly #clock: Clock;
  readonly #owned = new DisposableStack();

  constructor(parts: {
    readonly callControl: CallControl;
    readonly time: ProductTime;
    readonly storage: StorageRoom;
    readonly library: PromptLibrary;
    readonly language: Locale;
    readonly log: Log;
  }) {
    const { callControl, time, storage, library, language, log } = parts;
    const { files, freeSpace, seals, chain, recordings, recordingNotes: notes, recordingKeys: keys } = storage;
    const wall = time.wallClock;
    this.#keys = keys;
    this.#clock = wall;
    const sealer = this.#owned.own(new ThreadedSealer(wall));
    const coderPath = CODER_PATH;
    this.policies = new PolicyBook(storage.settings);
    this.sealing = this.#owned.own(
      new SealingService({ callControl, seals, recordings, files, keys, sealer, coderPath, clock: wall, log }),
    );
    this.service = this.#owned.own(
      new RecordingService({
        callControl,
        clock: time.callClock,
        files,
        freeSpace,
        policies: this.policies,
        sealing: this.sealing,
        promptOf: (promptId) => library.find(promptId, language),
        log,
      }),
    );
    this.locator = new RecordingLocator({ recordings, seals, keys, files, clock: time.callClock });
    this.desk = new RecordingDesk({
      callControl,
      locator: this.locator,
      seals,
      chain,
      notes,
      keys,
      files,
      sealer,
      coderPath,
      clock: wall,
    });
    this.retention = this.#owned.own(
      new RecordingRetention({ seals, notes, policies: this.policies, files, clock: wall, log }),
    );
    this.capacity = this.#owned.own(
      new RecordingCapacity({ seals, freeSpace, sealing: this.sealing, clock: wall, log }),
    );
    this.chainCheck = new ChainCheck({ chain, seals, files, sealer });
  }

  async start(): Promise<void> {
    await this.desk.start();
    await this.sealing.start();
    await this.service.start();
    await this.retention.start();
    await this.capacity.start();
  }

  /** What the API does with recordings. */
  get work(): RecordingWorkPort {
    const { desk, policies, retention, chainCheck } = this;
    return {
      coderPath: CODER_PATH,
      details: (recording, callId) => desk.details(recording, callId),
      addMark: (recordingId, mark, userId) => desk.addMark(recordingId, mark, userId),
      removeMark: (recordingId, markId, onlyOf) => desk.removeMark(recordingId, markId, onlyOf),
      setHold: (recordingId, held, change) => desk.setHold(recordingId, held, change),
      noteListening: (recordingId, heard) => desk.noteListening(recordingId, heard),
      playToCaller: (callId, recordingId, userId) => desk.playToCaller(callId, recordingId, userId),
      policies: () => policies.all(),
      replacePolicies: (list) => policies.replace(list),
      verifyChain: () => chainCheck.verify(),
      runRetention: () => retention.run(),
      rotateKey: () => this.#keys.rotate(this.#clock.nowMs()),
    };
  }

  /** Resolves when nothing writes any more; what was being sealed is sealed at the next start. */
  async close(): Promise<void> {
    this.dispose();
    await this.sealing.settled();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
