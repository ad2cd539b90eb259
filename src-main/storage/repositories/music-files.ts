import { z } from 'zod';
import { promptIdSchema, type PromptId } from '../../contract/ids.ts';
import type { QueryBuilder } from '../database-schema.ts';

/** A piece of music that somebody uploaded. */
export interface StoredMusic {
  readonly musicId: PromptId;
  readonly title: string;
  /** Below the data folder. */
  readonly path: string;
  readonly lengthMs: number;
}

const musicRow = z
  .object({ music_id: promptIdSchema, title: z.string(), path: z.string().min(1), length_ms: z.number().int() })
  .transform((row): StoredMusic => ({
    musicId: row.music_id,
    title: row.title,
    path: row.path,
    lengthMs: row.length_ms,
  }));

export class MusicFilesRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** By title. */
  async all(): Promise<readonly StoredMusic[]> {
    const rows = await this.#query.selectFrom('music_files').selectAll().orderBy('title').orderBy('music_id').execute();
    return rows.map((row) => musicRow.parse(row));
  }

  /** Adds the piece or puts it in the place of the one with its id. */
  async save({ musicId, title, path, lengthMs }: StoredMusic): Promise<void> {
    const row = { title, path, length_ms: lengthMs };
    await this.#query
      .insertInto('music_files')
      .values({ music_id: musicId, ...row })
      .onConflict((conflict) => conflict.column('music_id').doUpdateSet(row))
      .execute();
  }

  async remove(musicId: PromptId): Promise<void> {
    await this.#query.deleteFrom('music_files').where('music_id', '=', musicId).execute();
  }
}
