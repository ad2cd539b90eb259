import { localeSchema, type Locale } from '../contract/users.ts';
import type { Fault } from '../foundation/errors.ts';

/** The language of the terminal, by the variables that programs go by. */
export function consoleLocale(environment: Readonly<Record<string, string | undefined>>): Locale {
  const language = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return localeSchema.parse(/^zh/i.test(language) ? 'zh-CN' : 'en');
}

const WORDS = {
  'zh-CN': {
    ready: (address: string) => `总机已就绪：${address}`,
    firstLogin: (station: string) =>
      `首次登录：座席 agent1 / agent1（分机 ${station}），班长 supervisor / supervisor，管理员 admin / admin；登录后须修改密码。`,
    login: '用您的账号登录。',
    noWindow: '没有可用的显示器或浏览器，请在浏览器中打开上面的地址。',
    noBoard: (text: string) => `语音卡未打开，服务器在无线路状态下运行：${text}`,
    failed: (text: string) => `无法启动：${text}`,
    stopping: '正在停止：结束通话，封存录音……',
    stopped: '已停止。',
    stuck: '未能在限定时间内停止，强制退出。',
  },
  en: {
    ready: (address: string) => `Trunkline is ready: ${address}`,
    firstLogin: (station: string) =>
      `First login: agent agent1 / agent1 (extension ${station}), supervisor supervisor / supervisor, admin admin / admin; each password must be changed then.`,
    login: 'Log in with your account.',
    noWindow: 'There is no display or no browser here: open the address above in a browser.',
    noBoard: (text: string) => `The board is not open, the server runs without lines: ${text}`,
    failed: (text: string) => `Cannot start: ${text}`,
    stopping: 'Stopping: ending calls, sealing recordings…',
    stopped: 'Stopped.',
    stuck: 'Could not stop in time; leaving by force.',
  },
} as const;

export type ConsoleWords = (typeof WORDS)[Locale];

export function consoleWords(locale: Locale): ConsoleWords {
  return WORDS[locale];
}

/** A fault on one line of a terminal; `next` tells what to do. */
export function faultLine(fault: Fault): string {
  return `[${fault.code}] ${fault.now}. ${fault.next}`;
}
