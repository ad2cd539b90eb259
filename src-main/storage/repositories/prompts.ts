import { z } from 'zod';
import { promptIdSchema, type PromptId } from '../../contract/ids.ts';
import { localeSchema, type Locale } from '../../contract/users.ts';
import type { QueryBuilder } from '../database-schema.ts';

/** One recorded text in one language. */
export interface StoredPrompt {
  readonly promptId: PromptId;
  readonly language: Locale;
  readonly title: string;
  /** Below the data folder, or absolute for a prompt that came with the program. */
  readonly path: string;
  readonly lengthMs: number;
}

const promptRow = z
  .object({
    prompt_id: promptIdSchema,
    language: localeSchema,
    title: z.string(),
    path: z.string().min(1),
    length_ms: z.number().int(),
  })
  .transform((row): StoredPrompt => ({
    promptId: row.prompt_id,
    language: row.language,
    title: row.title,
    path: row.path,
    lengthMs: row.length_ms,
  }));

export class PromptsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async all(): Promise<readonly StoredPrompt[]> {
    const rows = await this.#query.selectFrom('prompts').selectAll().orderBy('prompt_id').orderBy('language').execute();
    return rows.map((row) => promptRow.parse(row));
  }

  /** Adds the prompt or puts it in the place of the one with its id and language. */
  async save(prompt: StoredPrompt): Promise<void> {
    const row = { title: prompt.title, path: prompt.path, length_ms: prompt.lengthMs };
    await this.#query
      .insertInto('prompts')
      .values({ prompt_id: prompt.promptId, language: prompt.language, ...row })
      .onConflict((conflict) => conflict.columns(['prompt_id', 'language']).doUpdateSet(row))
      .execute();
  }
}
