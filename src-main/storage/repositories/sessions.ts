import { z } from 'zod';
import { sessionIdSchema, userIdSchema, type SessionId, type UserId } from '../../contract/ids.ts';
import { stationNoSchema } from '../../contract/users.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { absentWhenNull, flag } from '../row-columns.ts';

export interface SessionRow {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly stationNo?: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revoked: boolean;
}

export interface NewSession {
  readonly sessionId: SessionId;
  /** SHA-256 of the secret in the cookie. The secret itself is stored nowhere. */
  readonly tokenHash: string;
  readonly userId: UserId;
  readonly stationNo?: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly remoteAddress: string;
}

const sessionRow = z
  .object({
    session_id: sessionIdSchema,
    user_id: userIdSchema,
    station_no: absentWhenNull(stationNoSchema),
    created_at: z.number().int(),
    expires_at: z.number().int(),
    revoked: flag,
  })
  .transform((row): SessionRow => ({
    sessionId: row.session_id,
    userId: row.user_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revoked: row.revoked,
    ...(row.station_no === undefined ? {} : { stationNo: row.station_no }),
  }));

/** Signed-in sessions. Expired and revoked ones stay as rows; who reads decides by `expiresAt` and `revoked`. */
export class SessionsRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  async create(session: NewSession): Promise<void> {
    await this.#query
      .insertInto('sessions')
      .values({
        session_id: session.sessionId,
        token_hash: session.tokenHash,
        user_id: session.userId,
        station_no: session.stationNo,
        created_at: session.createdAt,
        expires_at: session.expiresAt,
        revoked: 0,
        remote_address: session.remoteAddress,
      })
      .execute();
  }

  async byTokenHash(tokenHash: string): Promise<SessionRow | undefined> {
    const row = await this.#query
      .selectFrom('sessions')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    return row === undefined ? undefined : sessionRow.parse(row);
  }

  /** All sessions of a user, the newest first. */
  async ofUser(userId: UserId): Promise<readonly SessionRow[]> {
    const rows = await this.#query
      .selectFrom('sessions')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('session_id')
      .execute();
    return rows.map((row) => sessionRow.parse(row));
  }

  async touch(sessionId: SessionId, expiresAt: number): Promise<void> {
    await this.#query
      .updateTable('sessions')
      .set({ expires_at: expiresAt })
      .where('session_id', '=', sessionId)
      .execute();
  }

  async revoke(sessionId: SessionId): Promise<void> {
    await this.#query.updateTable('sessions').set({ revoked: 1 }).where('session_id', '=', sessionId).execute();
  }

  async revokeAllOf(userId: UserId, except?: SessionId): Promise<void> {
    const all = this.#query.updateTable('sessions').set({ revoked: 1 }).where('user_id', '=', userId);
    await (except === undefined ? all : all.where('session_id', '!=', except)).execute();
  }

  /** Takes away the rows of sessions that ended before `beforeMs` (Unix milliseconds). */
  async forgetExpired(beforeMs: number): Promise<void> {
    await this.#query.deleteFrom('sessions').where('expires_at', '<', beforeMs).execute();
  }
}
