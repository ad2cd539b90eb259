import { z } from 'zod';
import { errorBodySchema } from './error-codes.ts';

/**
 * What a page may ask of the Electron shell, and what the shell tells the page. Every request is parsed again by the
 * shell; a reply is `ok` with a value or a refusal. The two sides are checked against these types when they compile:
 * the shell's handlers must be an IpcHandlers, the preload's bridge a ShellBridgeMethods.
 */
export const HOTKEY_ACTIONS = ['answer', 'hangUp', 'ready', 'show'] as const;

/** A key combination in Electron's notation, such as F2 or CommandOrControl+Alt+A. */
const acceleratorSchema = z
  .string()
  .regex(/^((CommandOrControl|Control|Alt|Shift|Super)\+){0,3}(F([1-9]|1[0-9]|2[0-4])|[A-Z0-9])$/);
export const hotkeySchema = z.object({ action: z.enum(HOTKEY_ACTIONS), accelerator: acceleratorSchema });
export type Hotkey = z.infer<typeof hotkeySchema>;

/** What a user wants of dialling from the desktop; everything is off until it is switched on. */
export const diallingChoiceSchema = z.strictObject({
  /** Watches the clipboard for a number that is copied. */
  clipboard: z.boolean(),
  /** A global key that takes the number in the clipboard. */
  hotkey: acceleratorSchema.optional(),
  /** Whether this program opens `tel:` links; absent leaves it as it is. */
  telLinks: z.boolean().optional(),
});
export type DiallingChoice = z.infer<typeof diallingChoiceSchema>;

/** A number that the shell found; the seat shows it and asks, and dials nothing by itself. */
export const foundNumberSchema = z.object({
  number: z.string().regex(/^[0-9*#]{2,32}$/),
  source: z.enum(['tel', 'clipboard', 'hotkey']),
});
export type FoundNumber = z.infer<typeof foundNumberSchema>;

export const ipcParamsSchemas = {
  /** Shows a notification of the desktop; a click on it brings the window forward. */
  'seat.notify': z.object({ title: z.string().min(1).max(80), body: z.string().max(200) }),
  /** Flashes the window in the task bar and the tray, or stops it. */
  'seat.flash': z.boolean(),
  /** Replaces the global keys; an empty list, which is how a window begins, gives them all back. */
  'seat.setHotkeys': z.array(hotkeySchema).max(8),
  'seat.setDialling': diallingChoiceSchema,
  /** Opens a page of another system in the user's browser. */
  'seat.openAddress': z.object({ address: z.url({ protocol: /^https?$/ }).max(2000) }),
  /** The server's address as it is stored; asked by the page that lets a person enter it. */
  'address.read': z.object({}),
  /** Stores the address when a server answers there, and opens the seat. */
  'address.write': z.object({ address: z.string().max(200) }),
} as const;

export const ipcValueSchemas = {
  'seat.notify': z.object({}),
  'seat.flash': z.object({}),
  /** Keys that another program holds, and which therefore do nothing here. */
  'seat.setHotkeys': z.object({ taken: z.array(z.string()) }),
  /** What could be had: another program may hold the key, the system may refuse the links. */
  'seat.setDialling': z.object({ hotkeyTaken: z.boolean(), telLinks: z.boolean() }),
  'seat.openAddress': z.object({}),
  'address.read': z.object({ address: z.string().optional() }),
  'address.write': z.object({ address: z.string() }),
} as const;

export type IpcName = keyof typeof ipcParamsSchemas;
export type IpcParams<Name extends IpcName> = z.infer<(typeof ipcParamsSchemas)[Name]>;
export type IpcValue<Name extends IpcName> = z.infer<(typeof ipcValueSchemas)[Name]>;
export const IPC_NAMES = Object.keys(ipcParamsSchemas) as readonly IpcName[];

export const ipcRefusalSchema = z.object({ ok: z.literal(false), error: errorBodySchema });
export type IpcReply<Name extends IpcName> =
  { readonly ok: true; readonly value: IpcValue<Name> } | z.infer<typeof ipcRefusalSchema>;

/** Which page may send a request: the seat, which the server serves, or the shell's own page for the address. */
export const IPC_PAGES = {
  'seat.notify': 'seat',
  'seat.flash': 'seat',
  'seat.setHotkeys': 'seat',
  'seat.setDialling': 'seat',
  'seat.openAddress': 'seat',
  'address.read': 'address',
  'address.write': 'address',
} as const satisfies Record<IpcName, 'seat' | 'address'>;

/** Method of `window.trunkline` → request. */
export const BRIDGE_METHODS = {
  notify: 'seat.notify',
  flash: 'seat.flash',
  setHotkeys: 'seat.setHotkeys',
  setDialling: 'seat.setDialling',
  openAddress: 'seat.openAddress',
  readAddress: 'address.read',
  writeAddress: 'address.write',
} as const satisfies Record<string, IpcName>;

export type BridgeMethod = keyof typeof BRIDGE_METHODS;
export type ShellBridgeMethods = {
  readonly [Method in BridgeMethod]: (
    params: IpcParams<(typeof BRIDGE_METHODS)[Method]>,
  ) => Promise<IpcReply<(typeof BRIDGE_METHODS)[Method]>>;
};

/** A global key was pressed; sent by the shell to the seat's page. */
export const HOTKEY_CHANNEL = 'seat.hotkeyPressed';

/** A number was found; sent by the shell to the seat's page once it has asked for dialling. */
export const NUMBER_CHANNEL = 'seat.numberFound';
