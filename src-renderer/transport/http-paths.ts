/** Every path of the server that the seat asks, in one place. */
export const PATHS = {
  login: '/api/login',
  logout: '/api/logout',
  me: '/api/me',
  password: '/api/me/password',
  locale: '/api/me/locale',
  records: '/api/calls',
  record: (callId: string) => `/api/calls/${encodeURIComponent(callId)}`,
  countCalls: '/api/calls/count',
  exportCalls: '/api/calls/export',
  exportProgress: (exportId: string) => `/api/calls/exports/${exportId}`,
  recording: (recordingId: string) => `/api/recordings/${encodeURIComponent(recordingId)}`,
  /** Decoded by the server, because not every browser plays A-law. */
  playable: (recordingId: string) => `/api/recordings/${encodeURIComponent(recordingId)}?format=pcm16`,
  benchAct: '/api/bench/actions',
  benchAdvance: '/api/bench/advance',
  loudspeaker: '/api/board/loudspeaker',
  channelAudio: (channel: number) => `/board/audio?channel=${channel}`,
  routing: '/api/routing',
  rules: (direction: 'inbound' | 'outbound') => `/api/routing/${direction}`,
  rule: (direction: 'inbound' | 'outbound', ruleId: string) =>
    `/api/routing/${direction}/${encodeURIComponent(ruleId)}`,
  ruleOrder: (direction: 'inbound' | 'outbound') => `/api/routing/${direction}-order`,
  ringGroups: '/api/routing/ring-groups',
  ringGroup: (groupId: string) => `/api/routing/ring-groups/${encodeURIComponent(groupId)}`,
  seatSocket: '/seat',
  benchAudio: (party: 'far' | 'phone', no: number) => `/bench/audio?party=${party}&no=${no}`,
} as const;
