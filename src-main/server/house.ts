// Over 250 lines: every part of the house is made and joined here, and nowhere else.
import type { PasswordHasher } from '../api/authentication/password-hash.ts';
import { promptIdSchema } from '../contract/ids.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { SteppedTime } from '../driver/stepped-time.ts';
import { Mediator, type MediatorNote } from '../mediator/mediator.ts';
import type { NumberPlanSettings } from '../mediator/number-plan.ts';
import { AgentsService } from '../services/agents/index.ts';
import { DirectoryService } from '../services/directory/index.ts';
import { IvrService, PromptLibrary } from '../services/ivr/index.ts';
import { CallRecordsService } from '../services/records/index.ts';
import { RecordingLocator, RecordingService } from '../services/recording/index.ts';
import { noSchedules } from '../services/routing/index.ts';
import { BoardConsole } from './board-console.ts';
import { boardOptions, isSimulated, libraryPathOf, SIMULATED_BOARD_NAME } from './board-options.ts';
import { CallIds } from './call-ids.ts';
import { CallLog } from './call-log.ts';
import { furnishDemoBoxes } from './demo/demo-boxes.ts';
import { furnishDemoHouse } from './demo/demo-house.ts';
import { saveDemoPrompts } from './demo/demo-prompts.ts';
import { Health } from './health.ts';
import { Integration } from './integration.ts';
import { Loudspeaker } from './loudspeaker.ts';
import { productTime, type ProductTime } from './product-clock.ts';
import { ReopeningDriver } from './reopening-driver.ts';
import { dialDecision, numberPlanOf } from './outbound-plan.ts';
import { openRouting, type RoutingRoom } from './routing-room.ts';
import type { Settings } from './settings.ts';
import { SimulatorBench } from './simulator-bench.ts';
import { openStorage, type StorageRoom } from './storage-room.ts';
import { SteppedWalk } from './stepped-walk.ts';
import { VoicemailRoom } from './voicemail-room.ts';

/** What a caller hears who waits for somebody. */
const HOLD_MUSIC = promptIdSchema.parse('hold-music');

export interface HouseParts {
  readonly settings: Settings;
  readonly log: Log;
  readonly hasher: PasswordHasher;
  readonly version: string;
}

/**
 * Everything beneath the API, built by hand and joined: storage, lines, services. Made by `openHouse`, the board is
 * opened by `openBoard`, and everything is let go of by `close`, in reverse order.
 *
 *   storage ◀─ journal ◀─ mediator ◀─ driver ◀─ board
 *                │            ▲
 *             records    routing · ivr · agents · recording
 */
export class House {
  readonly time: ProductTime;
  readonly storage: StorageRoom;
  readonly mediator: Mediator;
  readonly console: BoardConsole;
  readonly monitor: Loudspeaker;
  readonly agents: AgentsService;
  readonly directory: DirectoryService;
  readonly routing: RoutingRoom;
  readonly records: CallRecordsService;
  readonly locator: RecordingLocator;
  readonly voicemail: VoicemailRoom;
  readonly integration: Integration;
  readonly health: Health;
  readonly bench: SimulatorBench | undefined;
  /** Moves stepped time; undefined on the wall clock. */
  readonly walk: SteppedWalk | undefined;
  readonly #parts: HouseParts;
  readonly #ivr: IvrService;
  readonly #recording: RecordingService;
  readonly #owned = new DisposableStack();
  #ending: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: HouseParts, time: ProductTime, storage: StorageRoom) {
    const { settings, log } = parts;
    this.#parts = parts;
    this.time = time;
    this.storage = storage;
    const clock = time.callClock;
    const driver = new ReopeningDriver(boardOptions(settings, log, this.#onDefect), this.#onDefect);
    this.walk = time.stepped === undefined ? undefined : new SteppedWalk(new SteppedTime(driver, time.stepped));
    const numberPlan = numberPlanOf(settings, () => this.routing.furtherEmergencyNumbers());
    const library = new PromptLibrary(storage.prompts, storage.files);
    this.mediator = this.#makeMediator(driver, numberPlan, library);
    const callControl = this.mediator;
    this.#owned.own(new CallLog(callControl, log));
    this.agents = this.#owned.own(new AgentsService({ callControl, clock, log }));
    this.directory = new DirectoryService({
      devices: callControl.devices,
      agents: this.agents,
      settings: storage.settings,
    });
    this.routing = openRouting({ callControl, clock, log, agents: this.agents, storage, time, numberPlan });
    this.#owned.own(this.routing.service);
    this.#ivr = this.#owned.own(
      new IvrService({
        callControl,
        clock,
        log,
        routing: this.routing.service,
        agents: this.agents,
        flows: storage.flows,
        library,
        language: settings.language,
      }),
    );
    const { files, freeSpace } = storage;
    this.#recording = this.#owned.own(
      new RecordingService({ callControl, clock, files, freeSpace, settings: storage.settings, log }),
    );
    this.records = this.#owned.own(
      new CallRecordsService({ journal: storage.journal, records: storage.records, files, log }),
    );
    this.locator = new RecordingLocator({ recordings: storage.recordings, files, clock });
    const { agents, locator, routing } = this;
    const voicemail = { ...parts, storage, callControl, agents, locator, clock, schedules: noSchedules };
    this.voicemail = new VoicemailRoom({ ...voicemail, routing: routing.service });
    this.#owned.own(this.voicemail.service);
    this.integration = new Integration({ settings, storage, records: this.records, time, log });
    const { webhooks } = this.integration;
    this.#owned.own(this.voicemail.service.onMessage((message) => webhooks.notify('VoicemailLeft', { ...message })));
    const listening = { source: driver, clock: time.wallClock, player: settings.loudspeakerPlayer, log };
    this.monitor = this.#owned.own(new Loudspeaker({ ...listening, onListenerError: this.#onDefect }));
    this.console = this.#makeConsole();
    this.bench = isSimulated(settings) ? this.#makeBench() : undefined;
    this.health = this.#makeHealth();
  }

  /** Furnishes a fresh house, then starts the services in the order in which they are told of a call. */
  async start(): Promise<void> {
    const { accounts, rules, flows, prompts, schedules, numberLists } = this.storage;
    const { hasher, log, settings } = this.#parts;
    const stored = { accounts, rules, flows, schedules, numberLists };
    const isFresh = await furnishDemoHouse({ ...stored, hasher, firstStation: settings.firstStation });
    if (isFresh) log.info('the house was empty: demo users, rule, flow, schedule and lists were made');
    await saveDemoPrompts(prompts);
    await this.storage.freeSpace.start();
    await this.records.start();
    await this.directory.start();
    await this.routing.hours.schedules.start();
    await this.routing.hours.numberLists.start();
    await this.#recording.start();
    await this.voicemail.start();
    if (isFresh) await furnishDemoBoxes({ accounts, voicemail: this.voicemail.service });
    await this.#ivr.start();
    await this.routing.service.start();
    await this.integration.start();
  }

  /** Opens the board; the house goes on without one when that fails, and may be asked again. */
  async openBoard(): Promise<Result<void, Fault>> {
    const opened = await this.console.open();
    if (opened.ok) this.voicemail.service.lightLamps();
    if (!opened.ok || this.bench === undefined) return opened;
    const attached = await this.bench.attach();
    return attached.ok ? ok() : failed(attached.error);
  }

  /** Ends every call as systemStopped, seals recordings, closes the board. Idempotent. */
  endCalls(): Promise<void> {
    this.#ending ??= this.#endCalls();
    return this.#ending;
  }

  /** Ends calls, writes journal and records, closes the files. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #endCalls(): Promise<void> {
    await this.monitor.setLoudspeaker(undefined);
    this.bench?.dispose();
    this.walk?.close();
    await this.mediator.stop();
    this.console.boardClosed();
  }

  async #close(): Promise<void> {
    const { journal, freeSpace, database } = this.storage;
    await this.endCalls();
    const written = await journal.close();
    if (!written.ok) this.#parts.log.error('the last events could not be written', { code: written.error.code });
    await this.records.settled();
    await this.routing.hours.numberLists.stop();
    await this.voicemail.service.settled();
    await this.integration.stop();
    this.console.dispose();
    this.#owned.dispose();
    freeSpace.dispose();
    await database.close();
  }

  readonly #onDefect = (error: unknown): void => {
    this.#parts.log.error(`a defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };

  #makeMediator(driver: ReopeningDriver, numberPlan: NumberPlanSettings, library: PromptLibrary): Mediator {
    const { settings, log } = this.#parts;
    const { callClock: clock, random } = this.time;
    return new Mediator({
      driver,
      clock,
      journal: this.storage.journal,
      random,
      ids: new CallIds(() => clock.nowMs(), random),
      stations: { first: settings.firstStation },
      numberPlan,
      music: () => library.find(HOLD_MUSIC, settings.language),
      decideDial: (request) => dialDecision(request, this.routing.service, clock.nowMs()),
      log: (note) => writeNote(log, note),
      onDefect: this.#onDefect,
    });
  }

  #makeConsole(): BoardConsole {
    const { settings } = this.#parts;
    return new BoardConsole({
      mediator: this.mediator,
      simulated: isSimulated(settings),
      clock: settings.clock,
      loudspeaker: this.monitor,
      labelOf: (device) => this.directory.entry(device.deviceId)?.label ?? device.description.label,
      onListenerError: this.#onDefect,
    });
  }

  #makeBench(): SimulatorBench {
    const { settings } = this.#parts;
    const walk = this.walk;
    return new SimulatorBench({
      libraryPath: libraryPathOf(settings),
      boardName: SIMULATED_BOARD_NAME,
      clock: settings.clock,
      wallClock: this.time.wallClock,
      advance: async (ms) => (walk === undefined ? failed(livesByTheWall()) : walk.advance(ms)),
      onListenerError: this.#onDefect,
    });
  }

  #makeHealth(): Health {
    const { database, journal, freeSpace } = this.storage;
    const startedAt = this.time.wallClock.nowMs();
    return new Health({
      version: this.#parts.version,
      startedAt,
      database,
      journal,
      freeSpace,
      mediator: this.mediator,
      console: this.console,
    });
  }
}

/** Opens the storage and builds the house over it; nothing is started. Faults: those of the storage. */
export async function openHouse(parts: HouseParts): Promise<Result<House, Fault>> {
  const time = productTime(parts.settings.clock, parts.settings.seed);
  const storage = await openStorage(parts.settings.dataDir, time, parts.log);
  return storage.ok ? ok(new House(parts, time, storage.value)) : storage;
}

function writeNote(log: Log, note: MediatorNote): void {
  if (note.level === 'warning') log.warn(note.text, note.ids);
  else log.info(note.text, note.ids);
}

function livesByTheWall(): Fault {
  return {
    kind: 'misuse',
    code: 'bench/refused',
    tried: 'move time',
    now: 'the server lives by the wall clock',
    next: 'Start it with --clock stepped.',
  };
}
