import type { Locale } from '../../src-main/contract/users.ts';
import { en } from './en.ts';
import { zhCN, type Messages } from './zh-CN.ts';

export type { Messages } from './zh-CN.ts';

/** Both languages are in the main bundle (12 kB): switching is at once and needs no server. */
const languages: Record<Locale, Messages> = { 'zh-CN': zhCN, en };

export function messagesFor(locale: Locale): Messages {
  return languages[locale];
}

/** `menu=1` as `菜单（按 1）`, `agent=noAnswer` as `转坐席（无人接听）`; a node of somebody's own flow is shown by its own name. */
export function describePathStep(step: string, messages: Messages): string {
  const [node = step, choice] = step.split('=');
  const name = messages.codes.flowNodes[node] ?? node;
  if (choice === undefined || choice === '') return name;
  const outcome = messages.codes.flowOutcomes[choice];
  return outcome === undefined ? messages.calls.pathKey(name, choice) : messages.calls.pathOutcome(name, outcome);
}
