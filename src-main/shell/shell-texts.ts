/** The few words that the shell itself shows, before a seat with its own locales is there. */
export interface ShellTexts {
  readonly open: string;
  readonly changeServer: string;
  readonly quit: string;
  readonly serverDown: string;
}

const zhCN: ShellTexts = {
  open: '打开总机',
  changeServer: '更换服务器…',
  quit: '退出',
  serverDown: '总机服务已停止，正在重新启动',
};

const en: ShellTexts = {
  open: 'Open Trunkline',
  changeServer: 'Change the server…',
  quit: 'Quit',
  serverDown: 'The Trunkline server has stopped and is being started again',
};

/** `locale` as the desktop names it: zh-CN, zh, en-GB … */
export function textsFor(locale: string): ShellTexts {
  return locale.toLowerCase().startsWith('zh') ? zhCN : en;
}
