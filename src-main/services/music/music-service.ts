import { z } from 'zod';
import type { CallEvent } from '../../contract/call-events.ts';
import type { CallView } from '../../contract/call-model.ts';
import { deviceNumber, isStation, type CallId, type PromptId, type UserId } from '../../contract/ids.ts';
import {
  HOUSE_MUSIC_ID,
  musicChoiceSchema,
  musicPlanSchema,
  type MusicChoice,
  type MusicFile,
  type MusicPlan,
  type MusicView,
} from '../../contract/music.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import { never } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { PromptFile } from '../../mediator/call-control.ts';
import type { SettingsRepository } from '../../storage/repositories/settings.ts';
import { musicFaults } from './music-faults.ts';
import { MusicShelf, type MusicShelfParts } from './music-shelf.ts';

/** Names of the settings. */
const PLAN_SETTING = 'music.plan';
const OWN_SETTING = 'music.own';
const ownChoicesSchema = z.record(z.string(), musicChoiceSchema);

export interface MusicParts extends MusicShelfParts {
  readonly settings: SettingsRepository;
  /** Who sits at a station. */
  readonly agents: { at(stationNo: string): { readonly userId: UserId } | undefined };
  readonly ringback: PromptFile;
  /** Whether somebody else has chosen a piece: a follow-me plan. */
  readonly isChosen: (musicId: PromptId) => boolean;
  readonly log: Log;
}

/**
 * What a caller hears who waits (等待音乐): the first that was chosen of
 *
 *   for this call (follow-me) ─▶ the agent's own, while it holds the call ─▶ queue ─▶ flow ─▶ rule ─▶ the house
 *
 * and, when its file is gone, the house's, the program's, silence; that is logged once a piece. JS thread only.
 */
export class MusicService {
  readonly #parts: MusicParts;
  readonly #shelf: MusicShelf;
  readonly #chosen = new Map<CallId, MusicChoice>();
  readonly #queues = new Map<CallId, string>();
  readonly #missed = new Set<PromptId>();
  #plan: MusicPlan = musicPlanSchema.parse({});
  #own: Readonly<Record<string, MusicChoice>> = {};

  constructor(parts: MusicParts) {
    this.#parts = parts;
    this.#shelf = new MusicShelf(parts);
  }

  async start(): Promise<void> {
    const { settings } = this.#parts;
    await this.#shelf.reload();
    this.#plan = (await settings.read(PLAN_SETTING, musicPlanSchema)) ?? this.#plan;
    this.#own = (await settings.read(OWN_SETTING, ownChoicesSchema)) ?? {};
  }

  /** The mediator asks when a caller begins to wait; in memory but for a look whether the file is there. */
  musicFor(call: CallView): PromptFile | undefined {
    const choice = this.#choiceFor(call);
    switch (choice.kind) {
      case 'silence':
        return undefined;
      case 'ringback':
        return this.#parts.ringback;
      case 'music':
        return this.#piece(choice.musicId);
      default:
        return never(choice);
    }
  }

  /** For one call, until it is disposed of. */
  choose(callId: CallId, choice: MusicChoice): Disposable {
    this.#chosen.set(callId, choice);
    return { dispose: () => void this.#chosen.delete(callId) };
  }

  /** The call waits in a queue, or waited there last. */
  noteQueue(callId: CallId, queueId: string): void {
    this.#queues.set(callId, queueId);
  }

  /** To be told of every call event. */
  onCallEvent(event: CallEvent): void {
    if (event.kind !== 'CallCleared') return;
    this.#chosen.delete(event.callId);
    this.#queues.delete(event.callId);
  }

  view(userId: UserId): MusicView {
    const own = this.#own[userId];
    return { files: [...this.#shelf.all()], plan: this.#plan, ...(own === undefined ? {} : { own }) };
  }

  /** Fault: request/notFound for a piece that is not there. */
  async savePlan(plan: MusicPlan): Promise<Result<void, Fault>> {
    if (!this.#areThere(choicesOf(plan))) return failed(musicFaults.unknown());
    await this.#parts.settings.write(PLAN_SETTING, plan);
    this.#plan = plan;
    return ok();
  }

  /** An agent's own; undefined goes back to the house's. Fault: request/notFound. */
  async setOwn(userId: UserId, choice: MusicChoice | undefined): Promise<Result<void, Fault>> {
    if (choice !== undefined && !this.#areThere([choice])) return failed(musicFaults.unknown());
    const { [userId]: _before, ...others } = this.#own;
    const own = choice === undefined ? others : { ...others, [userId]: choice };
    await this.#parts.settings.write(OWN_SETTING, own);
    this.#own = own;
    return ok();
  }

  /** WAV or MP3. Faults: prompt/notAudio, storage/failed. */
  upload(title: string, bytes: Uint8Array): Promise<Result<MusicFile, Fault>> {
    return this.#shelf.add(title, bytes);
  }

  /** Faults: request/notFound, request/conflict, music/inUse. */
  async remove(musicId: PromptId): Promise<Result<void, Fault>> {
    const chosen = [...choicesOf(this.#plan), ...Object.values(this.#own)];
    const isChosen = chosen.some((choice) => choice.kind === 'music' && choice.musicId === musicId);
    if (isChosen || this.#parts.isChosen(musicId)) {
      return failed(musicFaults.inUse());
    }
    return this.#shelf.remove(musicId);
  }

  /** Where a piece can be heard from. Fault: prompt/missing. */
  soundOf(musicId: PromptId): Result<string, Fault> {
    const path = this.#shelf.pathOf(musicId);
    return path === undefined ? failed(musicFaults.missing()) : ok(path);
  }

  #choiceFor(call: CallView): MusicChoice {
    const { byQueue, byFlow, byRule, house } = this.#plan;
    const queueId = this.#queues.get(call.callId);
    return (
      this.#chosen.get(call.callId) ??
      this.#holdersOwn(call) ??
      (queueId === undefined ? undefined : byQueue[queueId]) ??
      (call.flowId === undefined ? undefined : byFlow[call.flowId]) ??
      (call.ruleId === undefined ? undefined : byRule[call.ruleId]) ??
      house
    );
  }

  #holdersOwn({ connections }: CallView): MusicChoice | undefined {
    const holder = connections.find((each) => each.state === 'held' && isStation(each.deviceId));
    if (holder === undefined) return undefined;
    const agent = this.#parts.agents.at(deviceNumber(holder.deviceId));
    return agent === undefined ? undefined : this.#own[agent.userId];
  }

  #piece(musicId: PromptId): PromptFile | undefined {
    const { house } = this.#plan;
    const order = [musicId, ...(house.kind === 'music' ? [house.musicId] : []), HOUSE_MUSIC_ID];
    for (const each of new Set(order)) {
      const path = this.#shelf.pathOf(each);
      if (path !== undefined) return { promptId: each, path };
      this.#noteMissing(each);
    }
    return undefined;
  }

  #noteMissing(musicId: PromptId): void {
    if (this.#missed.has(musicId)) return;
    this.#missed.add(musicId);
    this.#parts.log.error('a piece of music is missing; other music, or none, is played', {
      promptId: musicId,
      code: 'prompt/missing',
    });
  }

  #areThere(choices: readonly MusicChoice[]): boolean {
    const known = new Set(this.#shelf.all().map((piece) => piece.musicId));
    return choices.every((choice) => choice.kind !== 'music' || known.has(choice.musicId));
  }
}

function choicesOf({ house, byQueue, byFlow, byRule }: MusicPlan): readonly MusicChoice[] {
  return [house, ...[byQueue, byFlow, byRule].flatMap((each) => Object.values(each))];
}
