import type { PromptId } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import type { PromptFile } from '../../mediator/call-control.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { PromptsRepository, StoredPrompt } from '../../storage/repositories/prompts.ts';

/** Finds the file of a prompt in a language; read from the database at start and on reload(). */
export class PromptLibrary {
  readonly #repository: PromptsRepository;
  readonly #files: FileStore;
  #prompts: readonly StoredPrompt[] = [];

  constructor(repository: PromptsRepository, files: FileStore) {
    this.#repository = repository;
    this.#files = files;
  }

  async reload(): Promise<void> {
    this.#prompts = await this.#repository.all();
  }

  /** In the language, else in any; undefined when there is no such prompt. */
  find(promptId: PromptId, language: Locale): PromptFile | undefined {
    const all = this.#prompts.filter((prompt) => prompt.promptId === promptId);
    const found = all.find((prompt) => prompt.language === language) ?? all[0];
    return found === undefined ? undefined : { promptId: found.promptId, path: this.#files.absolutePath(found.path) };
  }
}
