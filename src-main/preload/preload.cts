/**
 * The one bridge from the shell into a page. It runs in Electron's sandbox, where only `electron` can be required, so it
 * is plain CommonJS once its types are stripped: the contract is imported as types alone, and the names of the requests
 * are written out here. Both maps below must satisfy the contract, so a request that is forgotten does not compile.
 */
import type {
  BRIDGE_METHODS,
  BridgeMethod,
  HOTKEY_CHANNEL,
  NUMBER_CHANNEL,
  ShellBridgeMethods,
} from '../contract/ipc.ts';

const { contextBridge, ipcRenderer }: typeof import('electron') = require('electron');

const requests: typeof BRIDGE_METHODS = {
  notify: 'seat.notify',
  flash: 'seat.flash',
  setHotkeys: 'seat.setHotkeys',
  setDialling: 'seat.setDialling',
  openAddress: 'seat.openAddress',
  readAddress: 'address.read',
  writeAddress: 'address.write',
};
const hotkeyChannel: typeof HOTKEY_CHANNEL = 'seat.hotkeyPressed';
const numberChannel: typeof NUMBER_CHANNEL = 'seat.numberFound';
const versionWord = '--trunkline-version=';

const ask = (method: BridgeMethod) => (params: unknown) => ipcRenderer.invoke(requests[method], params);

const methods: ShellBridgeMethods = {
  notify: ask('notify'),
  flash: ask('flash'),
  setHotkeys: ask('setHotkeys'),
  setDialling: ask('setDialling'),
  openAddress: ask('openAddress'),
  readAddress: ask('readAddress'),
  writeAddress: ask('writeAddress'),
};

contextBridge.exposeInMainWorld('trunkline', {
  version: process.argv.find((word) => word.startsWith(versionWord))?.slice(versionWord.length),
  ...methods,
  /** Calls back with the action of each global key that was pressed; there is one listener a page. */
  onHotkey: (listener: (action: unknown) => void): void => {
    ipcRenderer.removeAllListeners(hotkeyChannel);
    ipcRenderer.on(hotkeyChannel, (_event, action: unknown) => listener(action));
  },
  /** Calls back with each number that the shell found; there is one listener a page. */
  onNumber: (listener: (found: unknown) => void): void => {
    ipcRenderer.removeAllListeners(numberChannel);
    ipcRenderer.on(numberChannel, (_event, found: unknown) => listener(found));
  },
});
