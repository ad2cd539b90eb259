import type { Locale } from '../../contract/users.ts';

export const SERVE_HELP: Readonly<Record<Locale, string>> = {
  en: `trunkline serve — run the server, and open the seat when there is a display

  --headless           open no window
  --port N             port to listen on (8680); 0 takes any free one
  --host ADDRESS       address to listen on (127.0.0.1); 0.0.0.0 opens it to the LAN
  --data-dir DIR       where database, recordings and logs lie (./data)
  --board sim|PATH     the simulator, or the library of a voice board (sim)
  --clock real|stepped stepped time stands still until the bench moves it (real)
  -h, --help           this text

Other settings are read from settings.json in the data folder.`,
  'zh-CN': `trunkline serve — 运行服务器；有显示器时打开座席窗口

  --headless           不打开窗口
  --port N             监听端口（8680）；0 为任意空闲端口
  --host ADDRESS       监听地址（127.0.0.1）；0.0.0.0 向局域网开放
  --data-dir DIR       数据库、录音和日志所在目录（./data）
  --board sim|PATH     模拟卡，或语音卡的库文件路径（sim）
  --clock real|stepped stepped 为步进时间，由测试台推动（real）
  -h, --help           显示本说明

其余设置写在数据目录的 settings.json 中。`,
};

export const HELP: Readonly<Record<Locale, string>> = {
  en: `trunkline — a call centre on one PC

  trunkline serve     run the server (npm start does the same)
  trunkline sim       play scenarios on the simulator
  trunkline user      accounts: list, add, reset-password, disable, unlock
  trunkline doctor    look for what is broken, and say how to mend it

Each has --help.`,
  'zh-CN': `trunkline — 单机呼叫中心

  trunkline serve     运行服务器（与 npm start 相同）
  trunkline sim       在模拟卡上演练场景
  trunkline user      账号：list、add、reset-password、disable、unlock
  trunkline doctor    检查故障，并说明如何修复

各命令均有 --help。`,
};

export const SIM_HELP: Readonly<Record<Locale, string>> = {
  en: `trunkline sim SCENARIO… | all | --list

  --list        name every scenario and its story
  --time-line   print the merged time line also of scenarios that pass
  --server URL  play in a server that runs here, in real time, to watch it: http://127.0.0.1:8680
  --data-dir DIR  data folder of that server (./data)

Without --server, scenarios run in stepped time in a house of their own; your data folder is not touched.`,
  'zh-CN': `trunkline sim 场景… | all | --list

  --list        列出所有场景及其内容
  --time-line   通过的场景也打印时间线
  --server URL  在本机正在运行的服务器上实时演练，便于观看：http://127.0.0.1:8680
  --data-dir DIR  该服务器的数据目录（./data）

不带 --server 时，场景以步进时间在独立环境中运行，不触及您的数据目录。`,
};

export const USER_HELP: Readonly<Record<Locale, string>> = {
  en: `trunkline user list
trunkline user add LOGIN [--name NAME] [--role agent|supervisor|admin] [--locale zh-CN|en]
trunkline user reset-password LOGIN
trunkline user disable LOGIN
trunkline user unlock LOGIN

  --data-dir DIR   the server's data folder (./data)

A password is made and printed once; it must be changed at the first login.`,
  'zh-CN': `trunkline user list
trunkline user add 登录名 [--name 姓名] [--role agent|supervisor|admin] [--locale zh-CN|en]
trunkline user reset-password 登录名
trunkline user disable 登录名
trunkline user unlock 登录名

  --data-dir DIR   服务器的数据目录（./data）

密码自动生成，只显示一次，首次登录时须修改。`,
};

export const DOCTOR_HELP: Readonly<Record<Locale, string>> = {
  en: `trunkline doctor — checks Node, compiler, addon, board, database, disk, prompts, port and browser

  --data-dir DIR     the server's data folder (./data)
  --port N           the port to look at (8680)
  --board sim|PATH   the board library to look at (sim)
  --json             for programs

Exit code 1 when something is broken.`,
  'zh-CN': `trunkline doctor — 检查 Node、编译器、插件、语音卡、数据库、磁盘、提示音、端口和浏览器

  --data-dir DIR     服务器的数据目录（./data）
  --port N           检查的端口（8680）
  --board sim|PATH   检查的语音卡库（sim）
  --json             供程序读取

有故障时退出码为 1。`,
};

export const CLI_WORDS = {
  en: {
    disabled: '[disabled]',
    firstPassword: '[first password]',
    done: 'Done.',
    password: (login: string, password: string) =>
      `Password of ${login}: ${password}  (to be changed at the first login)`,
    unknownUser: (login: string) => `There is no account ${login}. \`trunkline user list\` names them all.`,
    ok: 'ok    ',
    warning: 'note  ',
    broken: 'BROKEN',
    allWell: 'All is well.',
    mend: 'mend it so',
  },
  'zh-CN': {
    disabled: '[已停用]',
    firstPassword: '[初始密码]',
    done: '完成。',
    password: (login: string, password: string) => `${login} 的密码：${password}（首次登录时须修改）`,
    unknownUser: (login: string) => `没有账号 ${login}。用 \`trunkline user list\` 查看所有账号。`,
    ok: '正常',
    warning: '提示',
    broken: '故障',
    allWell: '一切正常。',
    mend: '修复方法',
  },
} as const;
