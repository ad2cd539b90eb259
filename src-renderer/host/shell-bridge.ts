import type { ShellBridge } from './attention.ts';

/** What the preload may have put on the window; read with care, because a plain browser has none of it. */
export function findShellBridge(window: object): ShellBridge | undefined {
  const offered: unknown = Reflect.get(window, 'trunkline');
  if (typeof offered !== 'object' || offered === null) return undefined;
  const call = (name: string, ...values: readonly unknown[]): void => {
    const member: unknown = Reflect.get(offered, name);
    if (typeof member === 'function') Reflect.apply(member, offered, values);
  };
  const version: unknown = Reflect.get(offered, 'version');
  return {
    version: typeof version === 'string' ? version : undefined,
    notify: (title, body) => call('notify', { title, body }),
    flash: (on) => call('flash', on),
  };
}
