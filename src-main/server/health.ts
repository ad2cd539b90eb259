import type { HealthPort, HealthReport } from '../api/ports.ts';
import type { Mediator } from '../mediator/mediator.ts';
import type { RecordingCapacity } from '../services/recording/index.ts';
import type { CallJournal } from '../storage/call-journal.ts';
import type { Database } from '../storage/database.ts';
import type { FreeSpaceGuard } from '../storage/free-space-guard.ts';
import type { BoardConsole } from './board-console.ts';

export interface HealthParts {
  readonly version: string;
  readonly startedAt: number;
  readonly database: Database;
  readonly journal: CallJournal;
  readonly freeSpace: FreeSpaceGuard;
  readonly capacity: RecordingCapacity;
  readonly mediator: Mediator;
  readonly console: BoardConsole;
}

type Part = HealthReport['parts'][number];

/** More events than this that wait for the disk mean that it does not take them. */
const JOURNAL_BACKLOG = 2000;

/** One line a part. `failing` only when nothing useful can be done: a server without a board still shows its calls. */
export class Health implements HealthPort {
  readonly #parts: HealthParts;

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  async check(): Promise<HealthReport> {
    const { version, startedAt } = this.#parts;
    const parts = [
      await this.#database(),
      this.#journal(),
      this.#board(),
      this.#lane(),
      this.#disk(),
      this.#recordings(),
    ];
    const worst = parts.some((part) => part.status === 'failing')
      ? 'failing'
      : parts.some((part) => part.status === 'degraded')
        ? 'degraded'
        : 'ok';
    return { status: worst, startedAt, version, parts };
  }

  async #database(): Promise<Part> {
    const { database } = this.#parts;
    try {
      await database.query.selectFrom('settings').select('name').limit(1).execute();
      return { part: 'database', status: 'ok', detail: database.engine.name };
    } catch (error) {
      const fault = database.engine.faultOf(error, 'read the database');
      return { part: 'database', status: 'failing', detail: `${fault.code}: ${fault.now}. ${fault.next}` };
    }
  }

  #journal(): Part {
    const waiting = this.#parts.journal.pendingCount;
    return {
      part: 'journal',
      status: waiting > JOURNAL_BACKLOG ? 'degraded' : 'ok',
      detail: `${waiting} events wait for the disk`,
    };
  }

  #board(): Part {
    const { mediator, console } = this.#parts;
    if (mediator.isBoardUp) {
      const { length: channels } = mediator.devices.all();
      return { part: 'board', status: 'ok', detail: `${mediator.board?.model ?? ''}, ${channels} channels` };
    }
    const fault = console.fault;
    const why = fault === undefined ? 'it is not open' : `${fault.code}: ${fault.now}. ${fault.next}`;
    return { part: 'board', status: 'degraded', detail: why };
  }

  #lane(): Part {
    const { resyncs, refusedInputs, pending } = this.#parts.mediator.counters;
    return {
      part: 'lane',
      status: 'ok',
      detail: `${resyncs} resyncs, ${refusedInputs} refused, ${pending} commands run`,
    };
  }

  #disk(): Part {
    const { state, freeBytes } = this.#parts.freeSpace;
    const detail = freeBytes === undefined ? 'not read yet' : `${Math.floor(freeBytes / 1024 / 1024)} MiB are free`;
    return { part: 'disk', status: state === 'ok' ? 'ok' : 'degraded', detail };
  }
  #recordings(): Part {
    const { daysLeft, warnings } = this.#parts.capacity.state;
    const room =
      daysLeft === undefined ? 'the disk fills too slowly to reckon' : `the disk will do for ${daysLeft} days`;
    const troubles = warnings.flatMap((warning) =>
      warning.kind === 'sealingFails' ? [`${warning.count} cannot be sealed: ${warning.code}`] : [],
    );
    return {
      part: 'recordings',
      status: warnings.length === 0 ? 'ok' : 'degraded',
      detail: [room, ...troubles].join('; '),
    };
  }
}
