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
  screenPops: '/api/screen-pops',
  screenPop: (screenPopId: string) => `/api/screen-pops/${encodeURIComponent(screenPopId)}`,
  webhooks: '/api/webhooks',
  webhook: (webhookId: string) => `/api/webhooks/${encodeURIComponent(webhookId)}`,
  webhookAct: (webhookId: string, act: 'pause' | 'resume' | 'replay' | 'test' | 'secret') =>
    `/api/webhooks/${encodeURIComponent(webhookId)}/${act}`,
  webhookLog: (webhookId: string, before: number | undefined) =>
    `/api/webhooks/${encodeURIComponent(webhookId)}/deliveries?limit=30${before === undefined ? '' : `&before=${before}`}`,
  dialOrigins: '/api/click-to-dial/origins',
  dialTokens: '/api/me/dial-tokens',
  dialToken: (tokenId: string) => `/api/me/dial-tokens/${encodeURIComponent(tokenId)}`,
  apiDocs: '/api/docs/',
  benchAct: '/api/bench/actions',
  benchAdvance: '/api/bench/advance',
  loudspeaker: '/api/board/loudspeaker',
  channelAudio: (channel: number) => `/board/audio?channel=${channel}`,
  seatSocket: '/seat',
  benchAudio: (party: 'far' | 'phone', no: number) => `/bench/audio?party=${party}&no=${no}`,
} as const;
