import type { Locale } from '../../contract/users.ts';

/** Headers and words of an exported file; those of the screen are in the seat's locales. */
export interface ExportWords {
  readonly calls: string;
  readonly legs: string;
  readonly yes: string;
  readonly no: string;
  readonly running: string;
  readonly endedBy: Record<'far' | 'station' | 'system', string>;
  readonly participation: Record<'listen' | 'whisper', string>;
  line(no: string): string;
  station(no: string): string;
  readonly columns: Record<CallColumn | LegColumn, string>;
}

export const CALL_COLUMNS = [
  'callId',
  'start',
  'direction',
  'number',
  'name',
  'dnis',
  'line',
  'station',
  'agent',
  'rule',
  'path',
  'ringS',
  'waitS',
  'talkS',
  'holdS',
  'holds',
  'end',
  'endReason',
  'endedBy',
  'transfers',
  'parties',
  'vip',
  'recorded',
  'missed',
  'parentId',
  'previousId',
  'nextId',
] as const;
export type CallColumn = (typeof CALL_COLUMNS)[number];

export const LEG_COLUMNS = [
  'callId',
  'device',
  'agent',
  'start',
  'ring',
  'answered',
  'end',
  'holdS',
  'participation',
  'cause',
] as const;
export type LegColumn = (typeof LEG_COLUMNS)[number];

export const EXPORT_WORDS: Record<Locale, ExportWords> = {
  'zh-CN': {
    calls: '通话',
    legs: '通话腿',
    yes: '是',
    no: '否',
    running: '进行中',
    endedBy: { far: '客户', station: '坐席', system: '系统' },
    participation: { listen: '监听', whisper: '耳语' },
    line: (no) => `外线 ${no}`,
    station: (no) => `分机 ${no}`,
    columns: {
      callId: '通话编号',
      start: '开始时间',
      direction: '方向',
      number: '号码',
      name: '姓名',
      dnis: '被叫号码',
      line: '外线',
      station: '分机',
      agent: '坐席',
      rule: '规则',
      path: '路径',
      ringS: '振铃（秒）',
      waitS: '等待（秒）',
      talkS: '通话（秒）',
      holdS: '保持（秒）',
      holds: '保持次数',
      end: '结束时间',
      endReason: '结果',
      endedBy: '挂机方',
      transfers: '转移次数',
      parties: '会议方数',
      vip: 'VIP',
      recorded: '有录音',
      missed: '未接',
      parentId: '来源通话',
      previousId: '并入的通话',
      nextId: '转到的通话',
      device: '设备',
      ring: '振铃时间',
      answered: '接听时间',
      participation: '监听方式',
      cause: '原因代码',
    },
  },
  en: {
    calls: 'Calls',
    legs: 'Legs',
    yes: 'yes',
    no: 'no',
    running: 'in progress',
    endedBy: { far: 'caller', station: 'agent', system: 'system' },
    participation: { listen: 'listened', whisper: 'whispered' },
    line: (no) => `Line ${no}`,
    station: (no) => `Ext. ${no}`,
    columns: {
      callId: 'Call id',
      start: 'Start',
      direction: 'Direction',
      number: 'Number',
      name: 'Name',
      dnis: 'Called number',
      line: 'Line',
      station: 'Extension',
      agent: 'Agent',
      rule: 'Rule',
      path: 'Path',
      ringS: 'Ring (s)',
      waitS: 'Wait (s)',
      talkS: 'Talk (s)',
      holdS: 'Hold (s)',
      holds: 'Holds',
      end: 'End',
      endReason: 'Result',
      endedBy: 'Ended by',
      transfers: 'Transfers',
      parties: 'Conference size',
      vip: 'VIP',
      recorded: 'Recorded',
      missed: 'Missed',
      parentId: 'Parent call',
      previousId: 'Merged call',
      nextId: 'Went on as',
      device: 'Device',
      ring: 'Rang at',
      answered: 'Answered at',
      participation: 'Monitoring',
      cause: 'Cause code',
    },
  },
};
