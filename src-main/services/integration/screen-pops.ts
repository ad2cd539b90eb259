import { z } from 'zod';
import {
  screenPopSchema,
  templateProblem,
  type ScreenPop,
  type ScreenPopId,
  type TemplateProblem,
} from '../../contract/screen-pop.ts';
import { never, type Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { SettingsRepository } from '../../storage/repositories/settings.ts';

/** Name under which the settings keep the list. */
const SETTING = 'screenPops';
const MOST = 50;
const storedSchema = z.array(screenPopSchema);

/** The pages that seats open for calls: kept here, filled in and opened by the seats. */
export class ScreenPops {
  readonly #settings: Pick<SettingsRepository, 'read' | 'write'>;
  #pops: readonly ScreenPop[] = [];

  constructor(settings: Pick<SettingsRepository, 'read' | 'write'>) {
    this.#settings = settings;
  }

  async start(): Promise<void> {
    this.#pops = (await this.#settings.read(SETTING, storedSchema)) ?? [];
  }

  all(): readonly ScreenPop[] {
    return this.#pops;
  }

  /** Adds it, or puts it in the place of the one with its id. Faults: screenPop/templateInvalid, request/conflict. */
  async save(pop: ScreenPop): Promise<Result<ScreenPop, Fault>> {
    const problem = templateProblem(pop.template);
    if (problem !== undefined) return failed(invalidTemplate(problem));
    const at = this.#pops.findIndex(({ screenPopId }) => screenPopId === pop.screenPopId);
    if (at < 0 && this.#pops.length >= MOST) return failed(tooMany());
    await this.#write(at < 0 ? [...this.#pops, pop] : this.#pops.with(at, pop));
    return ok(pop);
  }

  /** Whether there was one. */
  async remove(screenPopId: ScreenPopId): Promise<boolean> {
    const rest = this.#pops.filter((pop) => pop.screenPopId !== screenPopId);
    if (rest.length === this.#pops.length) return false;
    await this.#write(rest);
    return true;
  }

  async #write(pops: readonly ScreenPop[]): Promise<void> {
    this.#pops = pops;
    await this.#settings.write(SETTING, pops);
  }
}

function invalidTemplate(problem: TemplateProblem): Fault {
  return {
    kind: 'misuse',
    code: 'screenPop/templateInvalid',
    tried: 'keep the address template',
    now: wordsOf(problem),
    next: 'Correct it; the fields and formats are listed in docs/api.md.',
  };
}

function wordsOf(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'notHttp':
      return 'it is no http or https address';
    case 'placeholderInHost':
      return 'a field stands in the name of the server';
    case 'unclosed':
      return `the bracket at ${problem.at} is not closed`;
    case 'unknownField':
      return `there is no field named "${problem.word}"`;
    case 'unknownFormat':
      return `there is no format named "${problem.word}"`;
    default:
      return never(problem);
  }
}

function tooMany(): Fault {
  const now = `there are ${MOST} already`;
  return {
    kind: 'misuse',
    code: 'request/conflict',
    tried: 'keep one more screen pop',
    now,
    next: 'Remove one first.',
  };
}
