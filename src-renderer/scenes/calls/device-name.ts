import type { Messages } from '../../locales/messages.ts';

/** `外线 3`, `分机 801`; a place that is no device of ours stands as it is named. */
export function deviceName(device: string, messages: Messages): string {
  const [kind, no] = device.split('/');
  if (no === undefined) return device;
  return kind === 'trunk' ? messages.incoming.via(Number(no)) : messages.bar.station(no);
}
