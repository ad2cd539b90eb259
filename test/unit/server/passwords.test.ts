import assert from 'node:assert/strict';
import { isOutdated, PasswordHasher } from '../../../src-main/api/authentication/password-hash.ts';
import { weaknessOf } from '../../../src-main/api/authentication/password-rules.ts';
import { SEAT_SESSION_TABLE } from '../../../src-main/api/seat-session-table.ts';
import { tableRows } from '../../../src-main/foundation/state-table.ts';

describe('passwords', () => {
  const hasher = new PasswordHasher();

  it('are kept as argon2id with 19 MiB, two passes and a fresh salt', async () => {
    const [first, second] = await Promise.all([hasher.hash('山高水长'), hasher.hash('山高水长')]);
    assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.notEqual(first, second);
    assert.deepEqual([await hasher.verify('山高水长', first), await hasher.verify('山高水短', first)], [true, false]);
  });

  it('match nothing when what is kept is no PHC string', async () => {
    for (const phc of ['', 'plain', '$argon2id$v=19$m=99999999,t=2,p=1$c2FsdA$aGFzaA'])
      assert.equal(await hasher.verify('x', phc), false);
  });

  it('of weaker parameters are made anew', () => {
    const tail = `$${'A'.repeat(22)}$${'A'.repeat(43)}`;
    assert.equal(isOutdated(`$argon2id$v=19$m=19456,t=2,p=1${tail}`), false);
    assert.equal(isOutdated(`$argon2id$v=19$m=4096,t=2,p=1${tail}`), true);
  });

  for (const [password, isWeak] of [
    ['seven77', true],
    ['eight888', false],
    ['12345678', true],
    ['aaaaaaaaaa', true],
    ['supervisor', true],
    ['山高水长有情人终', false],
  ] as const) {
    it(`"${password}" is ${isWeak ? 'refused' : 'taken'}`, () => {
      assert.equal(weaknessOf(password, { login: 'supervisor' }) !== undefined, isWeak);
    });
  }
});

describe('the table of the seat session', () => {
  it('ends in closed from every state, and never leaves it', () => {
    const rows = tableRows(SEAT_SESSION_TABLE);
    for (const state of ['greeting', 'live', 'closing']) {
      assert.ok(
        rows.some((row) => row.from === state && row.on === 'gone' && row.to === 'closed'),
        state,
      );
    }
    assert.ok(rows.filter((row) => row.from === 'closed').every((row) => row.to === undefined));
  });

  it('lets go of the topics whenever it leaves live', () => {
    const leaving = tableRows(SEAT_SESSION_TABLE).filter(
      (row) => row.from === 'live' && row.to !== 'live' && row.to !== undefined,
    );
    assert.ok(leaving.length > 0 && leaving.every((row) => row.actions.includes('detach')));
  });
});
