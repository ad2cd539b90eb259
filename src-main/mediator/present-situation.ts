import type { Clock } from '../foundation/clock.ts';
import type { CallView } from '../contract/call-model.ts';
import type { CallId, ChannelNumber, CommandId, DeviceId } from '../contract/ids.ts';
import type { ChannelCommandKind } from '../driver/channel-command.ts';
import type { DeviceView, PromptFile } from './call-control.ts';
import type { CallModel } from './call-model.ts';
import type { ChannelDirectory } from './device-directory.ts';
import type { DialDecision, DialRequest } from './dial-decision.ts';
import type { MediatorLimits } from './mediator-timers.ts';
import type { NumberPlan } from './number-plan.ts';
import type { PendingOperations } from './pending-operations.ts';
import type { RunningCommand, Situation } from './plan.ts';
import type { FeatureBook, StationFeatures } from './station-features.ts';
import type { TrunkChoice, TrunkHunt } from './trunk-hunt.ts';
import type { WiringView } from './wiring.ts';

export interface SituationParts {
  readonly clock: Clock;
  readonly ids: { callId(): CallId };
  readonly directory: ChannelDirectory;
  readonly pending: PendingOperations;
  readonly numbers: () => NumberPlan;
  readonly hunt: TrunkHunt;
  readonly wiring: WiringView;
  readonly features: FeatureBook;
  readonly decideDial: (request: DialRequest) => DialDecision;
  readonly music: (call: CallView) => PromptFile | undefined;
  readonly limits: MediatorLimits;
}

/**
 * What an operation may look at, at the instant of its making. Only the time is kept; everything else is read where it
 * is, so a situation is for the plan in hand: whoever continues later is given another one.
 */
export class PresentSituation implements Situation {
  readonly nowMs: number;
  readonly model: CallModel;
  readonly #parts: SituationParts;

  constructor(parts: SituationParts, model: CallModel) {
    this.#parts = parts;
    this.nowMs = parts.clock.nowMs();
    this.model = model;
  }

  get devices(): ChannelDirectory {
    return this.#parts.directory;
  }

  get numbers(): NumberPlan {
    return this.#parts.numbers();
  }

  get limits(): MediatorLimits {
    return this.#parts.limits;
  }

  get wiring(): WiringView {
    return this.#parts.wiring;
  }

  newCallId(): CallId {
    return this.#parts.ids.callId();
  }

  huntTrunk(except?: ReadonlySet<DeviceId>, choice?: TrunkChoice): DeviceView | undefined {
    return this.#parts.hunt.next(this.#parts.directory.trunks(), except, choice);
  }

  decideDial(request: DialRequest): DialDecision {
    return this.#parts.decideDial(request);
  }

  features(deviceId: DeviceId): StationFeatures {
    return this.#parts.features.of(deviceId);
  }

  music(call: CallView): PromptFile | undefined {
    return this.#parts.music(call);
  }

  running(channel: ChannelNumber, kind: ChannelCommandKind, purpose?: string): CommandId | undefined {
    return this.#parts.pending.running(channel, kind, purpose);
  }

  runningCommand<Kind extends ChannelCommandKind>(
    channel: ChannelNumber,
    kind: Kind,
  ): RunningCommand<Kind> | undefined {
    return this.#parts.pending.runningCommand(channel, kind);
  }

  audioOn(channel: ChannelNumber): readonly CommandId[] {
    return this.#parts.pending.audioOn(channel);
  }
}
