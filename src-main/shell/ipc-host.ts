import type { ZodType } from 'zod';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import {
  IPC_NAMES,
  IPC_PAGES,
  ipcParamsSchemas,
  type IpcName,
  type IpcParams,
  type IpcReply,
} from '../contract/ipc.ts';
import type { ErrorCode } from '../contract/error-codes.ts';

/** One handler a request; a request that is forgotten does not compile. Parameters are parsed before they come here. */
export type IpcHandlers = {
  readonly [Name in IpcName]: (params: IpcParams<Name>) => IpcReply<Name> | Promise<IpcReply<Name>>;
};

/** Which of the shell's pages a frame shows; undefined for any other page and for frames within a page. */
export type PageOf = (event: IpcMainInvokeEvent) => 'seat' | 'address' | undefined;

export function refused(code: ErrorCode, message: string): { ok: false; error: { code: ErrorCode; message: string } } {
  return { ok: false, error: { code, message } };
}

/** The same schemas, by a type that keeps a request and its parameters together. */
const schemas: { readonly [Name in IpcName]: ZodType<IpcParams<Name>> } = ipcParamsSchemas;

/** Registers all handlers. A request from the wrong page, or that does not parse, is refused before its handler. */
export function hostIpc(ipcMain: Pick<IpcMain, 'handle'>, pageOf: PageOf, handlers: IpcHandlers): void {
  for (const name of IPC_NAMES) host(ipcMain, pageOf, name, handlers[name]);
}

function host<Name extends IpcName>(
  ipcMain: Pick<IpcMain, 'handle'>,
  pageOf: PageOf,
  name: Name,
  handler: IpcHandlers[Name],
): void {
  ipcMain.handle(name, async (event, params: unknown) => {
    if (pageOf(event) !== IPC_PAGES[name]) return refused('auth/forbidden', `${name} may not be sent by this page`);
    const parsed = schemas[name].safeParse(params);
    if (!parsed.success) return refused('request/invalid', `the parameters of ${name} do not parse`);
    return handler(parsed.data);
  });
}
