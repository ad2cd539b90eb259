import { stationDevice } from '../../contract/ids.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { BoxBook } from './box-book.ts';
import type { MessageBook } from './message-book.ts';

const PASSED_OVER: ReadonlySet<ErrorCode> = new Set(['board/unsupported', 'board/notStarted', 'call/deviceUnknown']);

/** Keeps the lamp of each phone lit while one of its boxes has new messages. */
export class BoxLamps implements Disposable {
  readonly #boxes: BoxBook;
  readonly #messages: MessageBook;
  readonly #callControl: Pick<CallControl, 'setMessageWaiting'>;
  readonly #log: Log;
  readonly #owned = new DisposableStack();
  /** What each phone was told last. */
  #told: ReadonlyMap<string, boolean> = new Map();

  constructor(parts: {
    readonly boxes: BoxBook;
    readonly messages: MessageBook;
    readonly callControl: Pick<CallControl, 'setMessageWaiting'>;
    readonly log: Log;
  }) {
    this.#boxes = parts.boxes;
    this.#messages = parts.messages;
    this.#callControl = parts.callControl;
    this.#log = parts.log;
  }

  start(): void {
    this.#owned.own(this.#messages.onChanged(() => this.#follow()));
    this.#owned.own(this.#boxes.onChanged(() => this.#follow()));
    this.lightAnew();
  }

  /** Tells every phone its lamp, whatever it was told before: a board that opens remembers nothing. */
  lightAnew(): void {
    this.#told = new Map();
    this.#follow();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #follow(): void {
    const wanted = this.#wanted();
    const before = this.#told;
    this.#told = wanted;
    for (const [stationNo, on] of wanted) if (before.get(stationNo) !== on) void this.#set(stationNo, on);
    for (const [stationNo, on] of before) if (on && !wanted.has(stationNo)) void this.#set(stationNo, false);
  }

  #wanted(): ReadonlyMap<string, boolean> {
    const wanted = new Map<string, boolean>();
    for (const box of this.#boxes.all()) {
      const isOn = this.#messages.countsOf(box.boxId).new > 0;
      for (const stationNo of box.stationNos) wanted.set(stationNo, isOn || wanted.get(stationNo) === true);
    }
    return wanted;
  }

  async #set(stationNo: string, on: boolean): Promise<void> {
    const stationId = stationDevice(stationNo);
    const set = await this.#callControl.setMessageWaiting(stationId, on);
    // A phone that the board does not have, or that has no lamp, is no trouble: the seats tell of the message too.
    if (set.ok || PASSED_OVER.has(set.error.code)) return;
    this.#log.warn('the lamp of a phone could not be set', { device: stationId, code: set.error.code });
  }
}
