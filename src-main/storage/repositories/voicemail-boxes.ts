import { z } from 'zod';
import { boxSchema, type Box, type BoxId } from '../../contract/voicemail.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { QueryBuilder } from '../database-schema.ts';
import { jsonText } from '../row-columns.ts';

/** A box with its secret: a PHC string, never the PIN. */
export type StoredBox = Box & { readonly pinHash: string };

const boxRow = z
  .object({ pin_hash: z.string(), box_json: jsonText(boxSchema) })
  .transform((row): StoredBox => ({ ...row.box_json, pinHash: row.pin_hash }));

/** The voicemail boxes. Deleting one deletes its messages. */
export class VoicemailBoxesRepository {
  readonly #query: QueryBuilder;

  constructor(query: QueryBuilder) {
    this.#query = query;
  }

  /** By their numbers. */
  async all(): Promise<readonly StoredBox[]> {
    const rows = await this.#query.selectFrom('voicemail_boxes').selectAll().execute();
    const boxes = rows.map((row) => boxRow.parse(row));
    return boxes.toSorted((one, other) => Number(one.boxNo) - Number(other.boxNo));
  }

  /** Adds the box or puts it in the place of the one with its id. Fault: request/conflict when its number is taken. */
  async save(stored: StoredBox): Promise<Result<void, Fault>> {
    const { pinHash, ...box } = stored;
    const taken = await this.#query
      .selectFrom('voicemail_boxes')
      .select('box_id')
      .where('box_no', '=', box.boxNo)
      .where('box_id', '!=', box.boxId)
      .executeTakeFirst();
    if (taken !== undefined) return failed(numberTaken());
    const row = { box_no: box.boxNo, pin_hash: pinHash, box_json: JSON.stringify(box) };
    await this.#query
      .insertInto('voicemail_boxes')
      .values({ box_id: box.boxId, ...row })
      .onConflict((conflict) => conflict.column('box_id').doUpdateSet(row))
      .execute();
    return ok();
  }

  async remove(boxId: BoxId): Promise<void> {
    await this.#query.deleteFrom('voicemail_boxes').where('box_id', '=', boxId).execute();
  }
}

function numberTaken(): Fault {
  return {
    kind: 'misuse',
    code: 'request/conflict',
    tried: 'save a voicemail box',
    now: 'another box has this number; nothing was stored',
    next: 'Choose another number.',
  };
}
