/** What the examples talk about: one agent at extension 801, one call, one recording. Times are Unix milliseconds. */
export const SAMPLE_AT = 1_767_607_200_000;

export const SAMPLE_USER = {
  userId: 'user_agent',
  login: 'agent',
  displayName: '陈静',
  role: 'agent',
  locale: 'zh-CN',
  mustChangePassword: false,
  disabled: false,
};

export const SAMPLE_SESSION = {
  sessionId: 'session_example',
  stationNo: '801',
  createdAt: SAMPLE_AT,
  expiresAt: SAMPLE_AT + 43_200_000,
  isCurrent: false,
};

export const SAMPLE_AGENT = {
  userId: 'user_agent',
  displayName: '陈静',
  role: 'agent',
  stationNo: '801',
  state: 'talking',
  since: SAMPLE_AT + 9_000,
  callId: 'call_1',
  online: true,
};

export const SAMPLE_CALL = {
  callId: 'call_1',
  direction: 'inbound',
  farNumber: '13900001234',
  farName: '',
  dnis: '',
  trunkNo: 1,
  startedAt: SAMPLE_AT,
  answeredAt: SAMPLE_AT + 2_000,
  talkingSince: SAMPLE_AT + 9_000,
  recordingIds: ['rec_1'],
  connections: [
    { deviceId: 'trunk/1', state: 'connected', since: SAMPLE_AT + 2_000, media: 'joined' },
    { deviceId: 'station/801', state: 'connected', since: SAMPLE_AT + 9_000, media: 'joined' },
  ],
};

export const SAMPLE_RECORD = {
  callId: 'call_1',
  direction: 'inbound',
  initiation: 'INBOUND',
  ani: '13900001234',
  aniRaw: '13900001234',
  name: '',
  dnis: '',
  trunkNo: 1,
  stationNo: '801',
  userId: 'user_agent',
  ivrPath: ['menu=1'],
  startedAt: SAMPLE_AT,
  ringAt: SAMPLE_AT,
  answeredAt: SAMPLE_AT + 2_000,
  connectedToAgentAt: SAMPLE_AT + 9_000,
  endedAt: SAMPLE_AT + 61_000,
  endedBy: 'far',
  endReason: 'NORMAL',
  legs: [
    { device: 'trunk/1', startedAt: SAMPLE_AT, answeredAt: SAMPLE_AT + 2_000, endedAt: SAMPLE_AT + 61_000 },
    { device: 'station/801', startedAt: SAMPLE_AT + 5_000, answeredAt: SAMPLE_AT + 9_000 },
  ],
  recordings: [
    {
      recordingId: 'rec_1',
      startedAt: SAMPLE_AT + 2_000,
      lengthMs: 59_000,
      format: 'alaw',
      result: 'complete',
      gaps: [],
    },
  ],
};

export const SAMPLE_WEBHOOK = {
  webhookId: 'webhook_1',
  title: 'CRM',
  address: 'https://crm.example/trunkline',
  kinds: ['Delivered', 'CallCleared'],
  enabled: true,
  createdBy: 'user_admin',
  createdAt: SAMPLE_AT,
  position: 1200,
  behind: 0,
};

export const SAMPLE_SCREEN_POP = {
  screenPopId: 'crm',
  title: 'CRM',
  template: 'https://crm.example/find?phone={ani|e164}&name={name}&call={callId}',
  enabled: true,
  scope: { kind: 'all' },
  directions: ['inbound'],
  when: 'ringing',
  how: 'sameTab',
};
