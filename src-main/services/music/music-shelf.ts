import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promptIdSchema, type PromptId } from '../../contract/ids.ts';
import type { MusicFile } from '../../contract/music.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { MusicFilesRepository, StoredMusic } from '../../storage/repositories/music-files.ts';
import { musicFaults } from './music-faults.ts';
import { readMusic, type DecodeMp3 } from './music-sound.ts';

/** A piece that came with the program. */
export interface BuiltInMusic {
  readonly musicId: PromptId;
  readonly title: string;
  /** Absolute. */
  readonly path: string;
  readonly lengthMs: number;
}

export interface MusicShelfParts {
  readonly repository: MusicFilesRepository;
  readonly files: FileStore;
  readonly builtIn: readonly BuiltInMusic[];
  readonly decodeMp3: DecodeMp3;
  readonly makeId: () => string;
}

/**
 * The pieces of music, `<data>/music/<id>.wav` and those of the program. A file appears whole or not at all, before the
 * database knows it; what is removed goes from the database first.
 */
export class MusicShelf {
  readonly #parts: MusicShelfParts;
  #stored: readonly StoredMusic[] = [];

  constructor(parts: MusicShelfParts) {
    this.#parts = parts;
  }

  async reload(): Promise<void> {
    this.#stored = await this.#parts.repository.all();
  }

  /** Those of the program first. */
  all(): readonly MusicFile[] {
    const view = ({ musicId, title, lengthMs }: BuiltInMusic | StoredMusic, own: boolean): MusicFile => {
      return { musicId, title, lengthMs, own, present: this.pathOf(musicId) !== undefined };
    };
    return [
      ...this.#parts.builtIn.map((piece) => view(piece, false)),
      ...this.#stored.map((piece) => view(piece, true)),
    ];
  }

  /** Absolute path of a piece whose file is there. */
  pathOf(musicId: PromptId): string | undefined {
    const { builtIn, files } = this.#parts;
    const piece = [...builtIn, ...this.#stored].find((each) => each.musicId === musicId);
    if (piece === undefined || files.sizeBytes(piece.path) === undefined) return undefined;
    return files.absolutePath(piece.path);
  }

  /** Faults: prompt/notAudio, storage/failed. */
  async add(title: string, bytes: Uint8Array): Promise<Result<MusicFile, Fault>> {
    const { repository, decodeMp3, makeId } = this.#parts;
    const sound = await readMusic(bytes, decodeMp3);
    if (!sound.ok) return sound;
    const musicId = promptIdSchema.parse(`music_${makeId()}`);
    const piece: StoredMusic = { musicId, title, path: `music/${musicId}.wav`, lengthMs: sound.value.lengthMs };
    const kept = await this.#keep(piece, sound.value.wav);
    if (!kept.ok) return kept;
    await repository.save(piece);
    await this.reload();
    return ok({ musicId, title, lengthMs: piece.lengthMs, own: true, present: true });
  }

  /** Faults: request/notFound, request/conflict for a piece of the program. */
  async remove(musicId: PromptId): Promise<Result<void, Fault>> {
    const { repository, files, builtIn } = this.#parts;
    if (builtIn.some((piece) => piece.musicId === musicId)) return failed(musicFaults.builtIn());
    const piece = this.#stored.find((each) => each.musicId === musicId);
    if (piece === undefined) return failed(musicFaults.unknown());
    await repository.remove(musicId);
    await this.reload();
    await rm(files.absolutePath(piece.path), { force: true });
    return ok();
  }

  async #keep(piece: StoredMusic, wav: Uint8Array): Promise<Result<void, Fault>> {
    const path = this.#parts.files.absolutePath(piece.path);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.part`, wav);
      await rename(`${path}.part`, path);
      return ok();
    } catch (error) {
      await rm(`${path}.part`, { force: true }).catch(() => undefined);
      return failed(musicFaults.notKept(error));
    }
  }
}
