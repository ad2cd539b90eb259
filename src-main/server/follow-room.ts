import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { deviceNumber, promptIdSchema, type CallId, type PromptId } from '../contract/ids.ts';
import { HOUSE_MUSIC_ID } from '../contract/music.ts';
import type { NextStep } from '../contract/routing.ts';
import { DisposableStack, type Disposable } from '../foundation/disposable.ts';
import type { Log } from '../foundation/log.ts';
import type { CallControl, PromptFile } from '../mediator/call-control.ts';
import { NumberPlan, type NumberPlanSettings } from '../mediator/number-plan.ts';
import type { AgentsService } from '../services/agents/index.ts';
import { FollowDesk, FollowService, RingGroups } from '../services/follow/index.ts';
import { PromptLibrary } from '../services/ivr/index.ts';
import { MusicService, type BuiltInMusic } from '../services/music/index.ts';
import { isLikeCaller } from '../services/routing/index.ts';
import { StationsService, type ReadHouseNumber } from '../services/stations/index.ts';
import { DEMO_PROMPT_FOLDER, demoPromptFile } from './demo/demo-prompts.ts';
import { mp3Decoder } from './mp3-decoder.ts';
import { PeopleBook } from './people-book.ts';
import { CODER_PATH } from './program.ts';
import type { ProductTime } from './product-clock.ts';
import { seatedAgents, type RoutingRoom } from './routing-room.ts';
import type { Settings } from './settings.ts';
import type { StorageRoom } from './storage-room.ts';

export interface FollowRoomParts {
  readonly settings: Settings;
  readonly storage: StorageRoom;
  readonly callControl: CallControl;
  readonly agents: AgentsService;
  readonly routing: RoutingRoom;
  readonly numberPlan: NumberPlanSettings;
  readonly time: ProductTime;
  readonly greeted: (callId: CallId) => Promise<void>;
  readonly log: Log;
}

/** Where calls go besides: what stations are set to, follow-me, ring groups, and the music that callers hear meanwhile. */
export class FollowRoom implements Disposable {
  readonly music: MusicService;
  readonly stations: StationsService;
  readonly desk: FollowDesk;
  readonly service: FollowService;
  readonly #groups: RingGroups;
  readonly #library: PromptLibrary;
  readonly #parts: FollowRoomParts;
  readonly #owned = new DisposableStack();

  constructor(parts: FollowRoomParts) {
    const { settings, storage, callControl, routing, time, log } = parts;
    const clock = time.callClock;
    const schedules = routing.hours.schedules.book;
    this.#parts = parts;
    this.#library = new PromptLibrary(storage.prompts, storage.files);
    const prompt = (id: PromptId): PromptFile | undefined => this.#library.find(id, settings.language);
    const readNumber = houseNumbers(parts);
    const people = new PeopleBook(storage.accounts, parts.agents);
    this.music = new MusicService({
      repository: storage.musicFiles,
      settings: storage.settings,
      files: storage.files,
      builtIn: [holdMusic()],
      ringback: { promptId: promptIdSchema.parse('ringback'), path: join(DEMO_PROMPT_FOLDER, 'ringback.wav') },
      agents: seatedAgents(parts.agents),
      isChosen: (musicId) => this.desk.plans.some(({ hears }) => hears?.kind === 'music' && hears.musicId === musicId),
      decodeMp3: mp3Decoder(CODER_PATH, time.wallClock, log),
      makeId: () => randomUUID(),
      log,
    });
    this.stations = new StationsService({
      callControl,
      repository: storage.stationSettings,
      readNumber,
      prompt: (name) => prompt(promptIdSchema.parse(name)),
      log,
    });
    this.desk = new FollowDesk({
      store: storage.followPlans,
      people,
      schedules,
      clock,
      readNumber,
      forwardingOf: (stationNo) => this.stations.of(stationNo).forwarding,
      flowIds: async () => new Set((await storage.flows.all()).map((flow) => flow.flowId)),
      isUsed: (planId) => leadsToPlan(routing, planId),
      makeId: () => randomUUID(),
    });
    const { music } = this;
    const calls = { callControl, clock, log, routing: routing.service, readNumber, greeted: parts.greeted };
    this.service = new FollowService({
      ...{ ...calls, schedules, people, prompt, music },
      plan: (planId) => this.desk.plan(planId),
    });
    this.#groups = new RingGroups(calls);
  }

  /** Before routing starts, so that no call comes too early. */
  async start(): Promise<void> {
    const { callControl, routing } = this.#parts;
    await this.#library.reload();
    await this.music.start();
    await this.stations.start();
    await this.desk.reload();
    this.service.start();
    this.#groups.start();
    this.#owned.own(callControl.onCallEvent((event) => this.music.onCallEvent(event)));
    this.#owned.own(
      routing.service.onCallForFlow(({ callId, queueId }) => {
        if (queueId !== undefined) this.music.noteQueue(callId, queueId);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
    for (const service of [this.#groups, this.service, this.stations]) service.dispose();
  }
}

function holdMusic(): BuiltInMusic {
  return { musicId: HOUSE_MUSIC_ID, ...demoPromptFile('hold-music') };
}

/** Reads a number as one that is dialled on the screen, and knows the numbers of the house's own lines. */
function houseNumbers({ callControl, numberPlan, routing }: FollowRoomParts): ReadHouseNumber {
  return (number) => {
    const stations = callControl.devices.stations().map((station) => deviceNumber(station.deviceId));
    const destination = new NumberPlan(numberPlan, stations).resolve(number, 'soft');
    if (destination.kind === 'internal') return { kind: 'station', stationNo: deviceNumber(destination.deviceId) };
    if (destination.kind !== 'outside') return { kind: 'nowhere' };
    const own = Object.values(routing.book.plan.settings.trunkNumbers);
    const { digits } = destination;
    return own.some((each) => isLikeCaller(each, digits)) ? { kind: 'ownTrunk' } : { kind: 'outside', digits };
  };
}

function leadsToPlan({ book }: RoutingRoom, planId: string): boolean {
  const { inboundRules, ringGroups, settings } = book.plan;
  const steps = [
    ...inboundRules.map((rule) => rule.next),
    ...ringGroups.map((group) => group.then),
    ...(settings.defaultStep === undefined ? [] : [settings.defaultStep]),
  ];
  return steps.some((step) => isThePlan(step, planId));
}

function isThePlan(step: NextStep, planId: string): boolean {
  if (step.kind === 'followMe') return step.planId === planId;
  return 'fallback' in step && isThePlan(step.fallback, planId);
}
