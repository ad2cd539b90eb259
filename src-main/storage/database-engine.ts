import type { Dialect, RawBuilder } from 'kysely';
import type { Fault } from '../foundation/errors.ts';

/**
 * The seam between the repositories, which are written once, and a database product: what differs between
 * products is here and nowhere else. SQLite stands behind it now (sqlite-engine.ts).
 */
export interface DatabaseEngine {
  readonly name: 'sqlite';
  readonly dialect: Dialect;
  readonly words: DialectWords;
  /**
   * Resolves when everything that was committed before is on the disk itself, so that a power cut leaves it there. The
   * wait is the disk's and blocks no thread. Rejects with the error of the disk. Nothing to wait for in memory, or
   * where a commit itself waits (PostgreSQL with synchronous_commit).
   */
  sync(): Promise<void>;
  /** Lets go of what `sync` holds open; call it before the database is closed. */
  release(): Promise<void>;
  /** Turns an error of the product into one of ours. */
  faultOf(error: unknown, tried: string): Fault;
}

/** Words of a product's table definitions that the migrations put in. */
export interface DialectWords {
  /** Follows the closing bracket of `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
  /** Type of a column of milliseconds or event numbers: 64 bits. */
  readonly bigint: 'integer' | 'bigint';
}
