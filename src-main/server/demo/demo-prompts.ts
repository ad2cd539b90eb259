import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { promptIdSchema } from '../../contract/ids.ts';
import { localeSchema, type Locale } from '../../contract/users.ts';
import type { PromptsRepository, StoredPrompt } from '../../storage/repositories/prompts.ts';

/** Prompts that came with the program. */
export const DEMO_PROMPT_FOLDER = join(import.meta.dirname, 'prompts');
const textsSchema = z.record(localeSchema, z.record(z.string(), z.string()));
const ALAW_BYTES_PER_MS = 8;
const HEADER_BYTES = 44;

/** Writes them into the library anew at each start, since the program's folder may have moved. */
export async function saveDemoPrompts(prompts: PromptsRepository): Promise<number> {
  const found = demoPrompts();
  for (const prompt of found) await prompts.save(prompt);
  return found.length;
}

function demoPrompts(): readonly StoredPrompt[] {
  const texts = textsSchema.parse(JSON.parse(readFileSync(join(DEMO_PROMPT_FOLDER, 'texts.json'), 'utf8')));
  return localeSchema.options.flatMap((language) => {
    const spoken = join(DEMO_PROMPT_FOLDER, language);
    const files = readdirSync(spoken).filter((name) => name.endsWith('.wav'));
    return [
      ...files.map((name) => promptOf(join(spoken, name), language, texts[language])),
      promptOf(join(DEMO_PROMPT_FOLDER, 'hold-music.wav'), language, texts[language]),
    ];
  });
}

/** A sound of the program's folder that is the same in every language. */
export function demoPromptFile(name: string): Pick<StoredPrompt, 'title' | 'path' | 'lengthMs'> {
  const { title, path, lengthMs } = promptOf(join(DEMO_PROMPT_FOLDER, `${name}.wav`), 'zh-CN', {});
  return { title, path, lengthMs };
}

function promptOf(path: string, language: Locale, texts: Readonly<Record<string, string>>): StoredPrompt {
  const name = basename(path, '.wav');
  const lengthMs = Math.round((statSync(path).size - HEADER_BYTES) / ALAW_BYTES_PER_MS);
  return { promptId: promptIdSchema.parse(name), language, title: texts[name] ?? name, path, lengthMs };
}
