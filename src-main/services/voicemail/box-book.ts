import { randomUUID } from 'node:crypto';
import type { UserId } from '../../contract/ids.ts';
import {
  boxIdSchema,
  type Box,
  type BoxId,
  type BoxSetup,
  type Greeting,
  type GreetingSlot,
} from '../../contract/voicemail.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { StoredBox, VoicemailBoxesRepository } from '../../storage/repositories/voicemail-boxes.ts';
import { isWeakPin, newPin } from './pin-rules.ts';
import type { PinHasher } from './voicemail-ports.ts';
import { noBox, pinTooWeak } from './voicemail-faults.ts';

/** A box that was made, and the PIN to tell its owner: it is stored nowhere. */
export interface GivenOutPin {
  readonly boxId: BoxId;
  readonly pin: string;
}

/** The boxes, in memory so that a call waits for no database. Read at start, written through. */
export class BoxBook {
  readonly #repository: VoicemailBoxesRepository;
  readonly #hasher: PinHasher;
  readonly #changed: TypedEmitter<BoxId>;
  #boxes: ReadonlyMap<BoxId, StoredBox> = new Map();

  constructor(parts: { readonly repository: VoicemailBoxesRepository; readonly hasher: PinHasher; readonly log: Log }) {
    this.#repository = parts.repository;
    this.#hasher = parts.hasher;
    this.#changed = new TypedEmitter((error) => parts.log.error(`a listener of boxes failed: ${String(error)}`));
  }

  async reload(): Promise<void> {
    this.#boxes = new Map((await this.#repository.all()).map((box) => [box.boxId, box]));
  }

  /** After a box was stored or taken away. */
  onChanged(listener: (boxId: BoxId) => void): Disposable {
    return this.#changed.subscribe(listener);
  }

  /** By their numbers. */
  all(): readonly StoredBox[] {
    return [...this.#boxes.values()];
  }

  byId(boxId: BoxId): StoredBox | undefined {
    return this.#boxes.get(boxId);
  }

  byNo(boxNo: string): StoredBox | undefined {
    return this.all().find((box) => box.boxNo === boxNo);
  }

  /** The box of a phone: a personal one before a group's. */
  ofStation(stationNo: string): StoredBox | undefined {
    const own = this.all().filter((box) => box.stationNos.includes(stationNo));
    return own.find((box) => box.kind === 'personal') ?? own[0];
  }

  /** Boxes whose messages the user hears. */
  heardBy(userId: UserId): readonly StoredBox[] {
    return this.all().filter((box) => box.ownerUserId === userId || box.memberUserIds.includes(userId));
  }

  /** @param pin given out; a random one when absent. Fault: request/conflict when the number is taken. */
  async create(setup: BoxSetup, pin: string = newPin()): Promise<Result<GivenOutPin, Fault>> {
    const boxId = boxIdSchema.parse(`box_${randomUUID()}`);
    const pinHash = await this.#hasher.hash(pin);
    const saved = await this.#save({ ...setup, boxId, greetings: {}, mustChangePin: true, pinHash });
    return saved.ok ? ok({ boxId, pin }) : saved;
  }

  /** Greetings and PIN stay as they are. */
  change(boxId: BoxId, setup: BoxSetup): Promise<Result<void, Fault>> {
    return this.#update(boxId, ({ greetings, mustChangePin, pinHash }) => ({
      ...setup,
      boxId,
      greetings,
      mustChangePin,
      pinHash,
    }));
  }

  async remove(boxId: BoxId): Promise<void> {
    await this.#repository.remove(boxId);
    await this.reload();
    this.#changed.emit(boxId);
  }

  async isPin(boxId: BoxId, pin: string): Promise<boolean> {
    const box = this.byId(boxId);
    return box !== undefined && (await this.#hasher.verify(pin, box.pinHash));
  }

  isWeak(boxId: BoxId, pin: string): boolean {
    return isWeakPin(pin, this.byId(boxId)?.boxNo ?? '');
  }

  /** The PIN that the people of the box chose. Fault: voicemail/pinTooWeak. */
  async setPin(boxId: BoxId, pin: string): Promise<Result<void, Fault>> {
    if (this.isWeak(boxId, pin)) return failed(pinTooWeak());
    const pinHash = await this.#hasher.hash(pin);
    return this.#update(boxId, (box) => ({ ...box, pinHash, mustChangePin: false }));
  }

  /** A PIN to be given out. */
  async resetPin(boxId: BoxId): Promise<Result<GivenOutPin, Fault>> {
    const pin = newPin();
    const pinHash = await this.#hasher.hash(pin);
    const updated = await this.#update(boxId, (box) => ({ ...box, pinHash, mustChangePin: true }));
    return updated.ok ? ok({ boxId, pin }) : updated;
  }

  /** Undefined takes the greeting away. */
  setGreeting(boxId: BoxId, slot: GreetingSlot, greeting: Greeting | undefined): Promise<Result<void, Fault>> {
    return this.#update(boxId, (box) => {
      const { [slot]: _before, ...others } = box.greetings;
      return { ...box, greetings: greeting === undefined ? others : { ...others, [slot]: greeting } };
    });
  }

  async #update(boxId: BoxId, change: (box: StoredBox) => StoredBox): Promise<Result<void, Fault>> {
    const box = this.byId(boxId);
    return box === undefined ? failed(noBox()) : this.#save(change(box));
  }

  async #save(box: StoredBox): Promise<Result<void, Fault>> {
    const saved = await this.#repository.save(box);
    if (!saved.ok) return saved;
    await this.reload();
    this.#changed.emit(box.boxId);
    return ok();
  }
}

/** The box without its secret. */
export function withoutPin(stored: StoredBox): Box {
  const { pinHash: _secret, ...box } = stored;
  return box;
}
