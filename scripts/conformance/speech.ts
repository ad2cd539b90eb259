/**
 * Makes hours of speech for the measurements of signal quality: sentences from a seeded generator, read by espeak-ng in
 * several voices and languages, brought to 8 kHz and a telephone's band by sox. Made once into build/sounds, never stored.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Reader {
  readonly voice: string;
  readonly pitch: number;
  readonly wordsPerMinute: number;
  readonly words: readonly string[];
  readonly isSpaced: boolean;
}

const english =
  'please hold the line while we connect your call thank you for waiting your order number is ready the doctor can see you on monday morning we close at six and open again tomorrow press one for sales or two for service speak after the tone my name is miller i would like to change an appointment how much does it cost can you repeat that slowly zero one two three four five six seven eight nine'.split(
    ' ',
  );
const chinese =
  '您好 请稍候 正在为您转接 谢谢 您的来电 我们 已经 收到 订单 号码 明天 上午 九点 请按 一 二 三 四 五 六 七 八 九 零 电话 服务 中心 医院 预约 老人 护理 可以 不可以 请问 贵姓 再说 一遍 好的 没问题 费用 是多少 下午 三点 星期一 什么 时候 开始'.split(
    ' ',
  );

const readers: readonly Reader[] = [
  { voice: 'en-us', pitch: 50, wordsPerMinute: 165, words: english, isSpaced: true },
  { voice: 'en-us+f3', pitch: 60, wordsPerMinute: 150, words: english, isSpaced: true },
  { voice: 'en-gb+m4', pitch: 35, wordsPerMinute: 180, words: english, isSpaced: true },
  { voice: 'cmn', pitch: 50, wordsPerMinute: 160, words: chinese, isSpaced: false },
  { voice: 'cmn+f2', pitch: 65, wordsPerMinute: 150, words: chinese, isSpaced: false },
  { voice: 'cmn+m3', pitch: 30, wordsPerMinute: 170, words: chinese, isSpaced: false },
];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function textFor({ words, isSpaced }: Reader, sentences: number, random: () => number): string {
  const lines = Array.from({ length: sentences }, () => {
    const count = 4 + Math.floor(random() * 9);
    const chosen = Array.from({ length: count }, () => words[Math.floor(random() * words.length)] ?? '');
    return chosen.join(isSpaced ? ' ' : '') + (random() < 0.2 ? '?' : isSpaced ? '.' : '。');
  });
  return lines.join('\n');
}

function run(program: string, words: readonly string[]): void {
  const child = spawnSync(program, words, { encoding: 'utf8' });
  if (child.status !== 0) {
    throw new Error(
      `${program} ${words.join(' ')} failed: ${child.error?.message ?? child.stderr}. It is in the Debian package ${program}.`,
    );
  }
}

/** One file a reader, about `minutes` each, named speech-<n>-<voice>.s16. Returns the folder. */
export function makeSpeech(folder: string, minutes: number): string {
  mkdirSync(folder, { recursive: true });
  readers.forEach((reader, index) => {
    const path = join(folder, `speech-${index}-${reader.voice.replace('+', '-')}.s16`);
    if (existsSync(path)) return;
    const random = seeded(1000 + index);
    // Sentences of these words last about 3.3 s with the pause behind them.
    const text = join(folder, 'text.txt');
    writeFileSync(text, textFor(reader, Math.round((minutes * 60) / 3.3), random));
    const wav = join(folder, 'voice.wav');
    const rate = String(reader.wordsPerMinute);
    run('espeak-ng', ['-v', reader.voice, '-p', String(reader.pitch), '-s', rate, '-w', wav, '-f', text]);
    const raw = join(folder, 'voice.raw');
    const band = ['gain', '-6', 'sinc', '250-3500', 'rate', '8000', 'norm', '-3'];
    run('sox', ['-R', '-D', wav, '-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1', raw, ...band]);
    renameSync(raw, path);
    rmSync(wav);
    rmSync(text);
  });
  return folder;
}
