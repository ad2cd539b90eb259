import assert from 'node:assert/strict';
import { listEntryViewSchema, numberListViewSchema } from '../../../src-main/contract/number-lists.ts';
import { dateOfExpiry, expiryOfDate } from '../../../src-renderer/scenes/routing/lists/expiry.ts';
import { tidyTime } from '../../../src-renderer/scenes/routing/schedules/clock-text.ts';
import { importInPieces } from '../../../src-renderer/stores/list-import.ts';
import { settled } from '../support/fake-http.ts';
import { SeatWorld } from '../support/seat-world.ts';

const BLACK = numberListViewSchema.parse({ listId: 'black', kind: 'black', title: '黑名单', entryCount: 1 });
const WHITE = numberListViewSchema.parse({ listId: 'white', kind: 'white', title: '白名单', entryCount: 0 });
const ENTRY = listEntryViewSchema.parse({
  entryId: 'e1',
  listId: 'black',
  pattern: '139*',
  reason: '骚扰',
  addedBy: 'user_1',
  addedAt: 1,
  hits: 2,
});

describe('the number lists of the seat', () => {
  let world: SeatWorld;
  let next: number;

  beforeEach(async () => {
    world = await new SeatWorld().live();
    next = world.http.asked.length;
    void world.root.numberLists.load();
    await answerBoth();
  });

  async function answer(status: number, body?: unknown): Promise<void> {
    await world.http.answer(next, status, body);
    next += 1;
    await settled();
  }

  async function answerBoth(): Promise<void> {
    await answer(200, [BLACK, WHITE]);
    await answer(200, { entries: [ENTRY], total: 1 });
  }

  it('show the first list and its newest entries', () => {
    const { list, entries, total, whiteList } = world.root.numberLists;
    assert.deepEqual([list, entries, total, whiteList], [BLACK, [ENTRY], 1, WHITE]);
    assert.equal(world.http.asked.at(-1)?.path, '/api/number-lists/black/entries?offset=0&limit=50');
  });

  it('search when nothing was typed for a moment, from the first page', () => {
    const { numberLists } = world.root;
    for (const typed of ['1', '13', '139']) numberLists.setSearch(typed);
    assert.equal(world.http.asked.length, next);
    world.clock.advance(250);
    assert.equal(world.http.asked.at(-1)?.path, '/api/number-lists/black/entries?offset=0&limit=50&search=139');
    assert.equal(world.http.asked.length, next + 1);
  });

  it('throw a page away that comes after another was asked for', async () => {
    const { numberLists } = world.root;
    void numberLists.showPage(2);
    void numberLists.select(WHITE.listId);
    await world.http.answer(next + 1, 200, { entries: [], total: 0 });
    await world.http.answer(next, 200, { entries: [ENTRY], total: 1 });
    assert.deepEqual([numberLists.list, numberLists.entries], [WHITE, []]);
  });

  it('have back what was deleted, and move back what was moved', async () => {
    const { numberLists } = world.root;
    void numberLists.removeEntry(ENTRY);
    await answer(204);
    await answerBoth();
    assert.deepEqual([numberLists.undoable?.kind, numberLists.undoable?.pattern], ['deleted', '139*']);
    void numberLists.undo();
    assert.deepEqual(world.http.asked[next], {
      method: 'POST',
      path: '/api/number-lists/black/entries',
      body: { pattern: '139*', reason: '骚扰' },
    });
    await answer(201, ENTRY);
    await answerBoth();
    void numberLists.moveToWhite(ENTRY);
    assert.deepEqual(world.http.asked[next], {
      method: 'POST',
      path: '/api/number-lists/black/entries/e1/move',
      body: { toListId: 'white' },
    });
    await answer(200, ENTRY);
    await answerBoth();
    void numberLists.undo();
    assert.equal(world.http.asked[next]?.path, '/api/number-lists/white/entries/e1/move');
  });

  it('say why an entry was refused and offer nothing to undo', async () => {
    const { numberLists } = world.root;
    const added = numberLists.addEntry(BLACK.listId, { pattern: 'x', reason: '' });
    await answer(422, { code: 'list/patternInvalid', message: '', ids: { problem: 'signs' } });
    assert.equal(await added, false);
    assert.deepEqual([numberLists.refused?.code, numberLists.undoable], ['list/patternInvalid', undefined]);
  });
});

describe('an import', () => {
  it('goes in pieces and counts the lines over the whole text', async () => {
    const pieces: string[] = [];
    const progress: number[] = [];
    const text = Array.from({ length: 5_002 }, (_, no) => String(no)).join('\r\n');
    const report = await importInPieces(text, {
      send: async (piece) => {
        pieces.push(piece);
        return { added: 1, refusedCount: 1, refused: [{ lineNo: 2, text: 'x', why: 'date' }] };
      },
      onProgress: ({ doneLines }) => progress.push(doneLines),
    });
    assert.deepEqual(
      [pieces.map((piece) => piece.split('\n').length), progress],
      [
        [5_000, 2],
        [0, 5_000],
      ],
    );
    assert.deepEqual([report?.added, report?.refused.map((line) => line.lineNo)], [2, [2, 5_002]]);
  });

  it('that is refused as a whole has no report; one that breaks off tells what was added before', async () => {
    const text = '1\n'.repeat(10_000);
    const breakingAt = (piece: number) => {
      let sent = 0;
      const good = { added: 5_000, refusedCount: 0, refused: [] };
      return { send: async () => ((sent += 1) > piece ? undefined : good), onProgress: () => undefined };
    };
    assert.equal(await importInPieces(text, breakingAt(0)), undefined);
    assert.equal((await importInPieces(text, breakingAt(1)))?.added, 5_000);
  });
});

describe('what is typed', () => {
  it('is tidied up into a time', () => {
    const typed = ['8', '830', '8:30', '08：30', '24', 'noon', ''];
    assert.deepEqual(typed.map(tidyTime), ['08:00', '08:30', '08:30', '08:30', '24:00', 'noon', '']);
  });

  it('is a last day that counts to its end', () => {
    const expiresAt = expiryOfDate('2026-12-31');
    assert.equal(expiresAt, new Date(2027, 0, 1).getTime());
    assert.equal(dateOfExpiry(expiresAt), '2026-12-31');
    assert.deepEqual([expiryOfDate(''), dateOfExpiry(undefined)], [undefined, '']);
  });
});
