import { Menu, nativeImage, Tray } from 'electron';
import type { ShellTexts } from './shell-texts.ts';

export interface TrayActions {
  open(): void;
  /** Absent on the board PC, whose server is its own. */
  readonly changeServer?: () => void;
  quit(): void;
}

/** 16 × 16, drawn here: a filled dot, teal at rest and red while a call rings. */
function dot(red: number, green: number, blue: number): Electron.NativeImage {
  const size = 16;
  const pixels = Buffer.alloc(size * size * 4);
  for (let at = 0; at < size * size; at += 1) {
    const distance = Math.hypot((at % size) - 7.5, Math.floor(at / size) - 7.5);
    pixels.set([blue, green, red, distance <= 6.5 ? 255 : 0], at * 4); // BGRA
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size });
}

/** The icon by the clock: it keeps the program at hand while its window is closed. */
export class ShellTray {
  readonly #tray: Tray;
  readonly #atRest = dot(19, 128, 134);
  readonly #ringing = dot(207, 34, 46);

  constructor(texts: ShellTexts, actions: TrayActions) {
    this.#tray = new Tray(this.#atRest);
    this.#tray.setToolTip('Trunkline 总机');
    const change = actions.changeServer;
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: texts.open, click: () => actions.open() },
        ...(change === undefined ? [] : [{ label: texts.changeServer, click: () => change() }]),
        { type: 'separator' },
        { label: texts.quit, click: () => actions.quit() },
      ]),
    );
    this.#tray.on('click', () => actions.open());
  }

  setRinging(on: boolean): void {
    this.#tray.setImage(on ? this.#ringing : this.#atRest);
  }
}
