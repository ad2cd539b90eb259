import { globSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RecordingId } from '../../contract/ids.ts';
import type { ChainReport } from '../../contract/recordings.ts';
import type { FileStore } from '../../storage/file-store.ts';
import {
  CHAIN_ORIGIN,
  chainHashOf,
  type ChainLink,
  type RecordingChainRepository,
} from '../../storage/repositories/recording-chain.ts';
import type { RecordingSealsRepository, SealRow } from '../../storage/repositories/recording-seals.ts';
import type { Sealer } from './sealing/threaded-sealer.ts';

type Problem = ChainReport['problems'][number];

/**
 * Looks whether everything that was sealed is still there as it was sealed: the links against each other, the rows
 * against the links, each file against its link, and the folder against the rows. Reads every file, in the sealing thread.
 *
 * changed: the file is another one. missing: it is gone without a proof of deletion. inserted: a file that nobody
 * recorded, or a row without a link. broken: the link is not the one that was written. unreadable: the disk refused.
 */
export class ChainCheck {
  readonly #chain: RecordingChainRepository;
  readonly #seals: RecordingSealsRepository;
  readonly #files: FileStore;
  readonly #sealer: Sealer;

  constructor(parts: {
    readonly chain: RecordingChainRepository;
    readonly seals: RecordingSealsRepository;
    readonly files: FileStore;
    readonly sealer: Sealer;
  }) {
    this.#chain = parts.chain;
    this.#seals = parts.seals;
    this.#files = parts.files;
    this.#sealer = parts.sealer;
  }

  async verify(): Promise<ChainReport> {
    const links: ChainLink[] = [];
    for await (const link of this.#chain.all()) links.push(link);
    const deleted = new Set(links.flatMap((link) => (link.kind === 'deleted' ? [link.recordingId] : [])));
    const problems: Problem[] = [...brokenLinks(links)];
    let files = 0;
    for (const link of links) {
      if (link.kind === 'deleted' || deleted.has(link.recordingId)) continue;
      files += 1;
      const what = await this.#fileOf(link);
      if (what !== undefined) problems.push({ no: link.no, recordingId: link.recordingId, what });
    }
    return { links: links.length, files, problems: [...problems, ...(await this.#strangers(links))] };
  }

  async #fileOf(link: ChainLink): Promise<Problem['what'] | undefined> {
    const row = await this.#seals.byId(link.recordingId);
    if (row?.path === undefined) return 'missing';
    const read = await this.#sealer.carryOut({ kind: 'hash', path: this.#files.absolutePath(row.path) });
    if (!read.ok) return read.error.code === 'recording/missing' ? 'missing' : 'unreadable';
    return read.value.sha256 === link.fileSha256 ? undefined : 'changed';
  }

  /** Rows that claim to be sealed without a link, and files of the folder that no row knows. */
  async #strangers(links: readonly ChainLink[]): Promise<readonly Problem[]> {
    const linked = new Set<RecordingId>(links.map((link) => link.recordingId));
    const rows: SealRow[] = [];
    for (const state of ['planned', 'waiting', 'sealed', 'kept', 'deleted'] as const) {
      rows.push(...(await this.#seals.inState(state)));
    }
    const unlinked = rows.filter(({ state, recordingId }) => isSealed(state) && !linked.has(recordingId));
    const known = new Set(rows.flatMap(({ sourcePath, path = sourcePath }) => [sourcePath, path]));
    const unknown = this.#soundFiles().filter((path) => !known.has(path));
    return [
      ...unlinked.map(({ recordingId }): Problem => ({ no: 0, recordingId, what: 'inserted' })),
      ...unknown.map((): Problem => ({ no: 0, what: 'inserted' })),
    ];
  }

  /** As the database keeps paths. */
  #soundFiles(): readonly string[] {
    const found = globSync('*/*/*/*.{wav,mp3,tlre}', { cwd: join(this.#files.dataFolder, 'recordings') });
    return found.map((path) => `recordings/${path.split(sep).join('/')}`);
  }
}

function isSealed(state: SealRow['state']): boolean {
  return state === 'sealed' || state === 'kept' || state === 'deleted';
}

/** Pure. */
function brokenLinks(links: readonly ChainLink[]): readonly Problem[] {
  let previousHash = CHAIN_ORIGIN;
  return links.flatMap((link, at): readonly Problem[] => {
    const { no, recordingId, chainHash } = link;
    const isWhole =
      no === at + 1 && link.previousHash === previousHash && chainHash === chainHashOf(no, previousHash, link);
    previousHash = chainHash;
    return isWhole ? [] : [{ no, recordingId, what: 'broken' }];
  });
}
