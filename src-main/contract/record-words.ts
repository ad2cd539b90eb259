import type { Direction } from './call-model.ts';
import type { EndReason } from './call-record.ts';
import type { Locale } from './users.ts';

/** Words for what a call record holds, the same on the screen and in the files that the server writes. */
export const END_REASON_WORDS: Record<Locale, Record<EndReason, string>> = {
  'zh-CN': {
    NORMAL: '正常',
    ABANDONED_RINGING: '振铃放弃',
    ABANDONED_IVR: 'IVR 中放弃',
    QUEUE_ABANDONED: '排队放弃',
    ABANDONED_AGENT_RINGING: '坐席振铃放弃',
    IVR_ENDED: 'IVR 结束',
    AGENT_NO_ANSWER: '坐席未接',
    NO_AGENT: '无坐席在线',
    NOT_WORKING_TIME: '非工作时间',
    BLACKLISTED: '黑名单',
    TRANSFERRED: '已转移',
    BARGED: '被拦截',
    MAXIMUM_DURATION: '超过最长时间',
    BARRED: '禁止呼出',
    BUSY: '被叫忙',
    NO_ANSWER: '无人接听',
    UNOBTAINABLE: '空号',
    NO_DIAL_TONE: '无拨号音',
    NO_TRUNK: '无空闲外线',
    CANCELLED: '主叫取消',
    GLARE: '同抢',
    CLIENT_ERROR: '客户端错误',
    TELECOM_PROBLEM: '线路故障',
    SYSTEM: '系统中断',
  },
  en: {
    NORMAL: 'Normal',
    ABANDONED_RINGING: 'Gave up ringing',
    ABANDONED_IVR: 'Gave up in IVR',
    QUEUE_ABANDONED: 'Gave up in the queue',
    ABANDONED_AGENT_RINGING: 'Gave up, agent ringing',
    IVR_ENDED: 'Ended in IVR',
    AGENT_NO_ANSWER: 'Agent did not answer',
    NO_AGENT: 'No agent online',
    NOT_WORKING_TIME: 'Outside working hours',
    BLACKLISTED: 'Black list',
    TRANSFERRED: 'Transferred',
    BARGED: 'Taken by a supervisor',
    MAXIMUM_DURATION: 'Longest time reached',
    BARRED: 'Barred number',
    BUSY: 'Busy',
    NO_ANSWER: 'No answer',
    UNOBTAINABLE: 'Unobtainable',
    NO_DIAL_TONE: 'No dial tone',
    NO_TRUNK: 'No line free',
    CANCELLED: 'Cancelled',
    GLARE: 'Glare',
    CLIENT_ERROR: 'Seat error',
    TELECOM_PROBLEM: 'Line problem',
    SYSTEM: 'System',
  },
};

export const DIRECTION_WORDS: Record<Locale, Record<Direction, string>> = {
  'zh-CN': { inbound: '呼入', outbound: '呼出', internal: '内部' },
  en: { inbound: 'In', outbound: 'Out', internal: 'Internal' },
};
