import { z } from 'zod';
import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import { benchNoticeSchema, benchStateSchema } from '../../src-main/contract/bench.ts';
import type { ErrorCode } from '../../src-main/contract/error-codes.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok } from '../../src-main/foundation/result.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import { CONTROL_ADDON_PATH, loadControlAddon } from './control-addon.ts';
import type { Attachment } from './control-addon.ts';
import type { BenchEar, Simulator } from './simulator.ts';

export interface AttachOptions {
  /** The same file that the engine has opened; the loader then hands out the same copy. */
  readonly libraryPath: string;
  /** `name` of the board's configuration. */
  readonly name: string;
  readonly addonPath?: string;
}

const answerSchema = z.object({ ok: z.boolean(), why: z.string().optional() });
const GONE = -9;

/**
 * Attaches to a simulated board that is open in this process. Fails with `server/addonMissing` when the control
 * addon is not built, `board/libraryInvalid` when the library is not the simulator, `bench/notSimulated` when no
 * board of that name is open.
 */
export function attachSimulator(options: AttachOptions): Result<Simulator, Fault> {
  const tried = `attach to the simulated board ${options.name}`;
  const attachment = loadAttachment(options.addonPath ?? CONTROL_ADDON_PATH, tried);
  if (!attachment.ok) return attachment;
  const mistake = attachment.value.open(options.libraryPath);
  if (mistake !== '') {
    return failed(fault('board/libraryInvalid', tried, mistake, 'name the library that the engine has opened'));
  }
  const looked = attachment.value.call('sim.state', JSON.stringify({ board: options.name }));
  if (looked.code !== 0) {
    attachment.value.close();
    return failed(fault('bench/notSimulated', tried, 'no simulated board of this name is open', 'open it first'));
  }
  return ok(new AttachedSimulator(attachment.value, options.name));
}

function loadAttachment(addonPath: string, tried: string): Result<Attachment, Fault> {
  try {
    const { Attachment } = loadControlAddon(addonPath);
    return ok(new Attachment());
  } catch (error) {
    const now = error instanceof Error ? error.message : 'the addon could not be loaded';
    return failed(fault('server/addonMissing', tried, now, 'build it with npm run build'));
  }
}

class AttachedSimulator implements Simulator {
  readonly #attachment: Attachment;
  readonly #board: string;
  #attached = true;

  constructor(attachment: Attachment, board: string) {
    this.#attachment = attachment;
    this.#board = board;
  }

  act(action: BenchAction): Result<void, Fault> {
    const tried = `${action.do} on the simulated board`;
    if (!this.#attached) return failed(fault('bench/notSimulated', tried, 'detached', 'attach again'));
    const { code, json } = this.#attachment.call('sim.do', JSON.stringify({ board: this.#board, ...action }));
    const answer = answerSchema.safeParse(parsed(json));
    if (code === 0 && answer.success && answer.data.ok) return ok();
    const now = answer.data?.why ?? `the simulator answered ${code}`;
    const errorCode = code === GONE ? 'board/gone' : code === 0 ? 'bench/refused' : 'request/invalid';
    return failed(fault(errorCode, tried, now, 'look at the state of the bench'));
  }

  state(): BenchState {
    return benchStateSchema.parse(this.#ask('sim.state'));
  }

  takeNotices(): readonly BenchNotice[] {
    const all: BenchNotice[] = [];
    // One answer holds what fits; the rest comes with the next.
    for (;;) {
      const some = z.array(benchNoticeSchema).parse(this.#ask('sim.notices'));
      if (some.length === 0) return all;
      all.push(...some);
    }
  }

  hear(ear: BenchEar): Int16Array {
    if (!this.#attached) return new Int16Array(0);
    const { kind, no } = earNumbers(ear);
    return this.#attachment.hear(this.#board, kind, no);
  }

  feed(ear: BenchEar, samples: Int16Array): void {
    if (!this.#attached) return;
    const { kind, no } = earNumbers(ear);
    this.#attachment.feed(this.#board, kind, no, samples);
  }

  detach(): void {
    if (!this.#attached) return;
    this.#attached = false;
    this.#attachment.close();
  }

  #ask(name: string): unknown {
    if (!this.#attached) throw new Error(`${name} of a detached simulator`);
    const { code, json } = this.#attachment.call(name, JSON.stringify({ board: this.#board }));
    if (code !== 0) throw new Error(`${name} of the board ${this.#board} answered ${code}: ${json}`);
    return parsed(json);
  }
}

function earNumbers(ear: BenchEar): { readonly kind: number; readonly no: number } {
  return ear.kind === 'far' ? { kind: 0, no: ear.trunkNo } : { kind: 1, no: ear.phoneNo };
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}

function fault(code: ErrorCode, tried: string, now: string, next: string): Fault {
  return { kind: 'operational', code, tried, now, next };
}
