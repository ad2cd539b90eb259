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

/** What sales sells is kept for three years; every other call is recorded, and kept for ever. */
export const SAMPLE_RECORDING_POLICIES = [
  {
    policyId: 'sales',
    title: '销售',
    match: { directions: ['inbound', 'outbound'], queueIds: ['sales'] },
    mode: 'all',
    percent: 100,
    format: 'alaw',
    sealAs: 'mp3',
    encrypt: true,
    beep: false,
    retentionDays: 1_095,
    internal: false,
  },
  {
    policyId: 'default',
    title: '',
    match: {},
    mode: 'all',
    percent: 100,
    format: 'pcm16',
    encrypt: false,
    beep: false,
    internal: false,
  },
] as const;

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

export const SAMPLE_LIST_ENTRY = {
  entryId: 'entry_1',
  listId: 'black',
  pattern: '13900001234',
  reason: '骚扰',
  addedBy: 'user_agent',
  addedAt: SAMPLE_AT,
  hits: 3,
  lastHitAt: SAMPLE_AT,
};

export const SAMPLE_ROUTING_PLAN = {
  inboundRules: [
    {
      ruleId: 'everything',
      position: 1,
      title: '全部来电',
      enabled: true,
      match: {},
      next: { kind: 'flow', flowId: 'welcome' },
    },
    {
      ruleId: 'night',
      position: 2,
      title: '夜间',
      enabled: true,
      match: { trunkNos: [1, 2], schedule: { scheduleId: 'office', kinds: ['off'] } },
      next: { kind: 'voicemail', boxId: 'box_sales' },
    },
  ],
  outboundRules: [
    {
      ruleId: 'abroad',
      position: 1,
      title: '禁国际',
      enabled: true,
      match: { classes: ['international'] },
      action: { kind: 'bar' },
    },
  ],
  ringGroups: [
    {
      groupId: 'sales',
      title: '销售',
      members: [
        { kind: 'station', stationNo: '801' },
        { kind: 'outside', number: '13900001234' },
      ],
      order: 'inOrder',
      ringMs: 20_000,
      then: { kind: 'hangUp', how: 'busyTone' },
    },
  ],
  settings: {
    trunkGroups: [{ groupId: 'mobile', title: '移动', trunkNos: [3, 4] }],
    trunkNumbers: { 1: '02188880001' },
    forced: { on: false },
    customAddresses: [],
    furtherEmergencyNumbers: [],
    premiumPrefixes: ['160', '168'],
    outboundDefault: 'permitted',
  },
} as const;

const boxLimits = { maxMs: 180_000, minMs: 3_000, silenceMs: 10_000, maxMessages: 100 };

export const SAMPLE_BOX = {
  boxId: 'box_801',
  boxNo: '801',
  title: '陈静',
  kind: 'personal',
  ownerUserId: 'user_agent',
  memberUserIds: [],
  stationNos: ['801'],
  limits: boxLimits,
  notify: { webhook: false },
  greetings: {},
  mustChangePin: false,
};

export const SAMPLE_GROUP_BOX = {
  boxId: 'box_sales',
  boxNo: '8000',
  title: '销售',
  kind: 'group',
  memberUserIds: ['user_agent'],
  stationNos: [],
  limits: boxLimits,
  notify: { webhook: true },
  greetings: {},
  mustChangePin: false,
};

export const SAMPLE_MESSAGE = {
  messageId: 'message_1',
  boxId: 'box_801',
  callId: 'call_1',
  recordingId: 'rec_1',
  callerNumber: '13900001234',
  callerName: '',
  at: SAMPLE_AT,
  lengthMs: 12_000,
  state: 'new',
};
