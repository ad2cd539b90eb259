import { z } from 'zod';
import { dialTokenIdSchema, type DialToken, type DialTokenId } from '../../contract/click-to-dial.ts';
import { userIdSchema, type UserId } from '../../contract/ids.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull } from '../row-columns.ts';

export type StoredDialToken = DialToken & { readonly userId: UserId };

const tokenRow = z
  .object({
    token_id: dialTokenIdSchema,
    user_id: userIdSchema,
    title: z.string(),
    created_at: z.number().int(),
    used_at: absentWhenNull(z.number().int()),
  })
  .transform((row): StoredDialToken => ({
    tokenId: row.token_id,
    userId: row.user_id,
    title: row.title,
    createdAt: row.created_at,
    ...(row.used_at === undefined ? {} : { usedAt: row.used_at }),
  }));

/** Tokens that can dial and nothing else. What is stored is the SHA-256 of the secret, never the secret. */
export class DialTokensRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async create(token: StoredDialToken, tokenHash: string): Promise<void> {
    await this.#query
      .insertInto('dial_tokens')
      .values({
        token_id: token.tokenId,
        token_hash: tokenHash,
        user_id: token.userId,
        title: token.title,
        created_at: token.createdAt,
      })
      .execute();
  }

  /** The newest first. */
  async ofUser(userId: UserId): Promise<readonly StoredDialToken[]> {
    const rows = await this.#query
      .selectFrom('dial_tokens')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('token_id')
      .execute();
    return rows.map((row) => tokenRow.parse(row));
  }

  async byHash(tokenHash: string): Promise<StoredDialToken | undefined> {
    const row = await this.#query
      .selectFrom('dial_tokens')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    return row === undefined ? undefined : tokenRow.parse(row);
  }

  async touch(tokenId: DialTokenId, usedAt: number): Promise<void> {
    await this.#query.updateTable('dial_tokens').set({ used_at: usedAt }).where('token_id', '=', tokenId).execute();
  }

  /** Whether there was one. */
  async remove(tokenId: DialTokenId, userId: UserId): Promise<boolean> {
    const removed = await this.#query
      .deleteFrom('dial_tokens')
      .where('token_id', '=', tokenId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return removed.numDeletedRows > 0n;
  }
}
