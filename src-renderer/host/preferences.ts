import { z } from 'zod';
import { localeSchema } from '../../src-main/contract/users.ts';

/** Which numbers from the desktop a user wants to be asked about. */
export const diallingPreferenceSchema = z.object({
  clipboard: z.boolean(),
  /** In Electron's notation; empty for none. */
  hotkey: z.string().max(40),
  telLinks: z.boolean(),
});
export type DiallingPreference = z.infer<typeof diallingPreferenceSchema>;

/** What this window remembers on this machine. Nothing personal: no number, no name but the last login. */
export const preferencesSchema = z.object({
  locale: localeSchema.optional(),
  muted: z.boolean().default(false),
  lastLogin: z.string().max(64).default(''),
  lastStationNo: z.string().max(8).default(''),
  /** By user id, because several people may sit at this machine. */
  dialling: z.record(z.string(), diallingPreferenceSchema).default({}),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Where preferences lie; the browser's storage, or a map in the tests. */
export interface PreferenceShelf {
  read(): string | undefined;
  write(text: string): void;
}

export class PreferenceFile {
  readonly #shelf: PreferenceShelf;

  constructor(shelf: PreferenceShelf) {
    this.#shelf = shelf;
  }

  /** Unreadable or foreign content counts as none. */
  load(): Preferences {
    return parsePreferences(this.#shelf.read()) ?? preferencesSchema.parse({});
  }

  save(preferences: Preferences): void {
    this.#shelf.write(JSON.stringify(preferences));
  }
}

/** Local storage may be forbidden by policy; the seat then simply forgets. */
export function browserShelf(key: string): PreferenceShelf {
  return {
    read: () => {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write: (text) => {
      try {
        localStorage.setItem(key, text);
      } catch {
        return;
      }
    },
  };
}

function parsePreferences(text: string | undefined): Preferences | undefined {
  if (text === undefined) return undefined;
  try {
    return preferencesSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
