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
