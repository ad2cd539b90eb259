/** Every path of the server that the seat asks, in one place. */
export const PATHS = {
  login: '/api/login',
  logout: '/api/logout',
  me: '/api/me',
  password: '/api/me/password',
  locale: '/api/me/locale',
  records: '/api/calls',
  record: (callId: string) => `/api/calls/${encodeURIComponent(callId)}`,
  recording: (recordingId: string) => `/api/recordings/${encodeURIComponent(recordingId)}`,
  /** Decoded by the server, because not every browser plays A-law. */
  playable: (recordingId: string) => `/api/recordings/${encodeURIComponent(recordingId)}?format=pcm16`,
  benchAct: '/api/bench/actions',
  benchAdvance: '/api/bench/advance',
  loudspeaker: '/api/board/loudspeaker',
  channelAudio: (channel: number) => `/board/audio?channel=${channel}`,
  schedules: '/api/schedules',
  schedule: (scheduleId: string) => `/api/schedules/${encodeURIComponent(scheduleId)}`,
  numberLists: '/api/number-lists',
  numberList: (listId: string) => `/api/number-lists/${encodeURIComponent(listId)}`,
  listEntry: (listId: string, entryId: string) =>
    `/api/number-lists/${encodeURIComponent(listId)}/entries/${encodeURIComponent(entryId)}`,
  seatSocket: '/seat',
  benchAudio: (party: 'far' | 'phone', no: number) => `/bench/audio?party=${party}&no=${no}`,
} as const;
