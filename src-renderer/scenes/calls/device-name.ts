import type { Messages } from '../../locales/messages.ts';

/** `外线 3`, `分机 801`; a parking slot by its number, any other place as it is named. */
export function deviceName(device: string, messages: Messages): string {
  const [kind, no] = device.split('/');
  if (no === undefined) return device;
  if (kind === 'trunk') return messages.incoming.via(Number(no));
  if (kind === 'station') return messages.bar.station(no);
  return kind === 'flow' ? (messages.codes.flowNodes[no] ?? no) : no;
}
