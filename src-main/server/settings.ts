import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { SettingView } from '../api/routes/settings.ts';
import { localeSchema } from '../contract/users.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';

/** What the server needs to know before it starts. `settings.json` of the data folder holds any of these but dataDir. */
const settingsSchema = z.strictObject({
  /** Address to listen on. Beyond this machine only when somebody sets it: `0.0.0.0` opens it to the LAN. */
  host: z.string().min(1).max(255).default('127.0.0.1'),
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65_535).default(8680),
  /** `sim`, or the path of a vendor's board library. */
  board: z.string().min(1).default('sim'),
  /** Handed to the board's library as JSON. */
  boardConfig: z.record(z.string(), z.unknown()).default({}),
  /** `stepped` stands still until the bench moves it; only on the simulator. */
  clock: z.enum(['real', 'stepped']).default('real'),
  trunks: z.number().int().min(0).max(128).default(8),
  extensions: z.number().int().min(0).max(128).default(8),
  /** Number of the board's first extension; the others count up. */
  firstStation: z.number().int().min(10).max(999_000).default(801),
  /** What is dialled before an outside number on a desk phone; empty for none. */
  outsidePrefix: z
    .string()
    .regex(/^\d{0,2}$/)
    .default('9'),
  /** Prompts are sought in this language first. */
  language: localeSchema.default('zh-CN'),
  tonePlan: z.enum(['CN', 'US', 'ETSI']).default('CN'),
  /** The longest echo that is cancelled on lines and phones, in ms; 0 cancels none. */
  echoTailMs: z.union([z.literal(0), z.number().int().min(8).max(128)]).default(64),
  /** Brings the speech of all lines to one level, so that quiet callers are as loud as others. */
  levelControl: z.boolean().default(false),
  /**
   * What plays a monitored channel on the board PC: a program and its arguments; it is given PCM16 little-endian,
   * 8 kHz, two channels, on its standard input. The default is ALSA's.
   */
  loudspeakerPlayer: z
    .array(z.string().min(1))
    .min(1)
    .default(['aplay', '-q', '-t', 'raw', '-f', 'S16_LE', '-r', '8000', '-c', '2']),
  /** Whether webhooks may be posted to this machine and its own network, where the house's other systems stand. */
  webhookPrivateAddresses: z.boolean().default(false),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  /** A session ends so long after its last use. */
  sessionIdleHours: z.number().min(0.1).max(720).default(12),
  /** A session ends so long after its login. */
  sessionLongestDays: z.number().min(0.1).max(365).default(30),
  /** Requests that one address may make. */
  requestsPerMinute: z.number().int().min(60).max(1_000_000).default(6000),
  /** Random choices of stepped time: the same seed, the same run. */
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
});

type StoredSettings = z.infer<typeof settingsSchema>;

export interface Settings extends StoredSettings {
  /** Absolute. */
  readonly dataDir: string;
  /** Opens no window. */
  readonly headless: boolean;
  /** Where each value comes from, for admins. */
  readonly views: readonly SettingView[];
}

export const SERVE_FLAGS = {
  headless: { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  board: { type: 'string' },
  clock: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const SETTINGS_FILE = 'settings.json';

/** Settings without flags or file, for a folder of its own: scenarios and tests. */
export function plainSettings(dataDir: string, chosen: Partial<z.input<typeof settingsSchema>>): Settings {
  return { ...settingsSchema.parse(chosen), dataDir: resolve(dataDir), headless: true, views: [] };
}

/** Flags before file before default. Fault: request/invalid, which names the flag or the line of the file. */
export function readSettings(words: readonly string[]): Result<Settings, Fault> {
  const flags = readFlags(words);
  if (!flags.ok) return flags;
  const { headless = false, 'data-dir': folder = 'data', port, ...texts } = flags.value;
  const dataDir = resolve(folder);
  const fromFile = readFile(join(dataDir, SETTINGS_FILE));
  if (!fromFile.ok) return fromFile;
  const given = { ...texts, ...(port === undefined ? {} : { port: /^\d{1,5}$/.test(port) ? Number(port) : port }) };
  const parsed = settingsSchema.safeParse({ ...fromFile.value, ...given });
  if (!parsed.success) return failed(wrong('read the settings', placesOf(parsed.error)));
  const mismatch = mismatchOf(parsed.data);
  if (mismatch !== undefined) return failed(wrong('read the settings', mismatch));
  return ok({ ...parsed.data, dataDir, headless, views: viewsOf(parsed.data, dataDir, fromFile.value, given) });
}

function readFlags(words: readonly string[]) {
  try {
    const { help: _help, ...values } = parseArgs({ args: [...words], options: SERVE_FLAGS, strict: true }).values;
    return ok(values);
  } catch (error) {
    return failed(wrong('read the flags', error instanceof Error ? error.message : String(error)));
  }
}

function readFile(path: string): Result<Record<string, unknown>, Fault> {
  if (!existsSync(path)) return ok({});
  try {
    return ok(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (error) {
    return failed(wrong(`read ${path}`, error instanceof Error ? error.message : String(error)));
  }
}

function mismatchOf(settings: StoredSettings): string | undefined {
  if (settings.clock === 'stepped' && settings.board !== 'sim') return 'clock: only the simulator has stepped time';
  if (settings.board === 'sim' && settings.trunks + settings.extensions === 0) return 'trunks, extensions: both are 0';
  return undefined;
}

function viewsOf(
  settings: StoredSettings,
  dataDir: string,
  file: Readonly<Record<string, unknown>>,
  flags: Readonly<Record<string, unknown>>,
): readonly SettingView[] {
  const views = Object.entries(settings).map(([name, value]): SettingView => {
    const source = name in flags ? 'flag' : name in file ? 'file' : 'default';
    return { name, value: typeof value === 'object' ? JSON.stringify(value) : value, source };
  });
  return [...views, { name: 'dataDir', value: dataDir, source: 'flag' }];
}

function placesOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`).join('; ');
}

function wrong(tried: string, now: string): Fault {
  return { kind: 'misuse', code: 'request/invalid', tried, now, next: 'See `trunkline serve --help`.' };
}
