import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The simulator's library, attached by path. Codes are those of native/abi/board_sdk.h: 0 done, negative refused. */
export interface Attachment {
  /** '' or what is wrong. */
  open(libraryPath: string): string;
  /** `sim.do`, `sim.state`, `sim.notices`, `sim.endings`; the JSON names the board. */
  call(name: string, json: string): { readonly code: number; readonly json: string };
  /** What the party heard since the last call; `ear` 0 = far party of a trunk, 1 = phone. */
  hear(board: string, ear: number, no: number): Int16Array;
  feed(board: string, ear: number, no: number, samples: Int16Array): number;
  close(): void;
}

/** A board in stepped time under a bare host, for tests of the simulator itself. */
export interface HostedBoard {
  /** Opens and starts; the configuration must say "clock":"stepped". */
  open(libraryPath: string, config: string): number;
  step(frames: number): number;
  operate(name: 'seize' | 'release' | 'ring' | 'cancel', channel: number, op: number): number;
  takeEvents(): readonly HostedEvent[];
  close(): void;
}

/** A bsdk_event without its texts. */
export interface HostedEvent {
  readonly kind: number;
  readonly channel: number;
  readonly op: number;
  readonly code: number;
  readonly arg: number;
  readonly seq: number;
  readonly timeUs: number;
}

const controlAddonSchema = z.object({
  Attachment: z.custom<new () => Attachment>((value) => typeof value === 'function'),
  HostedBoard: z.custom<new () => HostedBoard>((value) => typeof value === 'function'),
});
export type ControlAddon = z.infer<typeof controlAddonSchema>;

/** Where the build leaves the addon. */
export const CONTROL_ADDON_PATH = fileURLToPath(new URL('../../build/Release/board_sim_control.node', import.meta.url));

/** Loads the addon; throws what the loader throws when the file is missing or of another platform. */
export function loadControlAddon(path: string = CONTROL_ADDON_PATH): ControlAddon {
  const loaded: unknown = createRequire(import.meta.url)(path);
  return controlAddonSchema.parse(loaded);
}
