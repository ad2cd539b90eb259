import type { ReactElement } from 'react';

/** Line drawings on a 24 px grid, in the text's colour. They never stand alone: a word is always beside them. */
const PATHS = {
  inbound: 'M19 5 6 18M6 9v9h9',
  outbound: 'M5 19 18 6M9 6h9v9',
  internal: 'M4 9h13M14 5l4 4-4 4M20 15H7M10 19l-4-4 4-4',
  phone:
    'M6.5 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z',
  hangUp: 'M3 14.5c5-5 13-5 18 0l-2 3-4.5-1.7v-3a12 12 0 0 0-5 0v3L5 17.5z',
  ringing: 'M12 3a5.5 5.5 0 0 1 5.5 5.5c0 5 2 6 2 7.5h-15c0-1.5 2-2.5 2-7.5A5.5 5.5 0 0 1 12 3zM10 19a2 2 0 0 0 4 0',
  ready: 'M4.5 12.5l5 5 10-11',
  notReady: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM7.5 12h9',
  talking: 'M4 5h16v11h-8l-4.5 4v-4H4z',
  away: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  keypad: 'M6 5h.01M12 5h.01M18 5h.01M6 11h.01M12 11h.01M18 11h.01M6 17h.01M12 17h.01M18 17h.01',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20.5 20.5',
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 5v14M16 5v14',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  close: 'M6 6l12 12M18 6 6 18',
  mark: 'M6 21V4h11l-3 4 3 4H6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  record: 'M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  board: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  bench: 'M9 3h6M10 3v6l-5 9.5a1.5 1.5 0 0 0 1.300 2.200h11.400a1.5 1.5 0 0 0 1.300-2.200L14 9V3M8 15h8',
  sound: 'M4 9.5h4l5-4v13l-5-4H4zM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
  muted: 'M4 9.5h4l5-4v13l-5-4H4zM17 9.5l5 5M22 9.5l-5 5',
  help: 'M9 9a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.200-1.5 2.400M12 17.5h.01',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.8-4 4-5.5 7.5-5.5s6.700 1.5 7.5 5.5',
  offline: 'M3 4l18 17M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5-2.700M12 19h.01',
  warning: 'M12 4 2.800 20h18.400zM12 10v4.5M12 17.300h.01',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  voicemail: 'M6.5 8.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM17.5 8.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM6.5 16.5h11',
  trash: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5',
  undo: 'M9 14 4 9l5-5M4 9h10a5.5 5.5 0 0 1 0 11h-3',
  forward: 'M15 14l5-5-5-5M20 9H10a5.5 5.5 0 0 0 0 11h3',
  window: 'M3 6h18v5H3zM6 8.5h4M15 8.5h3',
  message: 'M3.5 6h17v12h-17zM3.5 6.5l8.5 7 8.5-7',
  routing: 'M6 4v6a3 3 0 0 0 3 3h9M14 9l4 4-4 4M6 20v-4',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5',
  plus: 'M12 5v14M5 12h14',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  hold: 'M8 5v14M16 5v14M4 5v14M20 5v14',
  retrieve: 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  transfer: 'M4 8h13M13 4l4 4-4 4M20 16H9M7 20v-8',
  conference:
    'M12 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM5 9.5a2.200 2.200 0 1 1 0 4.400M19 9.5a2.200 2.200 0 1 0 0 4.400M6.500 20c.500-4 2.500-6 5.500-6s5 2 5.500 6',
  swap: 'M7 4v14M3.5 14.500 7 18l3.500-3.500M17 20V6M13.500 9.500 17 6l3.500 3.500',
  park: 'M5 3.500h14v17H5zM10 17V7h3a3 3 0 0 1 0 6h-3',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  ear: 'M7 9a5 5 0 1 1 10 0c0 4-4 4-4 8a3 3 0 0 1-5 2M10 9a2 2 0 1 1 4 0',
  plug: 'M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4',
  cup: 'M5 8h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 9.5h2a2 2 0 0 1 0 5h-2M8 3v2M12 3v2',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z',
  desk: 'M3 9h18M5 9v11M19 9v11M9 9V5h6v4',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
  blocked: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12',
  star: 'M12 4l2.500 5.200 5.500.8-4 4 1 5.600-5-2.700-5 2.700 1-5.600-4-4 5.500-.8z',
  headset: 'M4 14v-2a8 8 0 0 1 16 0v2M4 14h3v5H5a1 1 0 0 1-1-1zM20 14h-3v5h2a1 1 0 0 0 1-1z',
  follow: 'M5 4h4l1 4-2 2a11 11 0 0 0 4 4M14 8h7M18 5l3 3-3 3M14 16h7M18 13l3 3-3 3',
  doNotDisturb: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM8 12h8',
  music:
    'M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM19 16a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z',
} as const;
export type GlyphName = keyof typeof PATHS;

export function Glyph(props: {
  readonly name: GlyphName;
  readonly size?: number;
  readonly solid?: boolean;
}): ReactElement {
  const { name, size = 16, solid = false } = props;
  return (
    <svg className="glyph" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={solid ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
