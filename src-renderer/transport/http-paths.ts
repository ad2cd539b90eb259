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
  users: '/api/users',
  voicemailMessages: '/api/voicemail/messages',
  voicemailMessage: (messageId: string) => `/api/voicemail/messages/${encodeURIComponent(messageId)}`,
  voicemailDirectory: '/api/voicemail/directory',
  voicemailPin: (boxId: string) => `/api/voicemail/boxes/${encodeURIComponent(boxId)}/pin`,
  voicemailGreeting: (boxId: string, slot: string) =>
    `/api/voicemail/boxes/${encodeURIComponent(boxId)}/greetings/${slot}`,
  boxSetups: '/api/voicemail/setups',
  boxSetup: (boxId: string) => `/api/voicemail/setups/${encodeURIComponent(boxId)}`,
  benchAct: '/api/bench/actions',
  benchAdvance: '/api/bench/advance',
  loudspeaker: '/api/board/loudspeaker',
  channelAudio: (channel: number) => `/board/audio?channel=${channel}`,
  seatSocket: '/seat',
  benchAudio: (party: 'far' | 'phone', no: number) => `/bench/audio?party=${party}&no=${no}`,
} as const;
