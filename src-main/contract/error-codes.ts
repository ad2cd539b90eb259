import { z } from 'zod';

/**
 * Every error of the project has a code from this one list. The seat's locales hold a text for each
 * (checked by a test); the HTTP status is what the API answers with.
 */
export const ERROR_CODES = {
  // who and what is asking
  'auth/required': 401,
  'auth/badCredentials': 401,
  'auth/throttled': 429,
  'auth/sessionExpired': 401,
  'auth/passwordChangeRequired': 403,
  'auth/passwordTooWeak': 422,
  'auth/forbidden': 403,
  'auth/stationTaken': 409,
  // what was sent
  'request/invalid': 400,
  'request/notFound': 404,
  'request/conflict': 409,
  'request/tooLarge': 413,
  'request/unknownCommand': 400,
  'request/outOfOrder': 400,
  'request/versionMismatch': 426,
  'request/rateLimited': 429,
  'request/timeout': 504,
  // calls
  'call/notFound': 404,
  'call/wrongState': 409,
  'call/noTrunkFree': 409,
  'call/noStationFree': 409,
  'call/deviceBusy': 409,
  'call/deviceUnknown': 404,
  'call/deviceOutOfService': 409,
  'call/numberInvalid': 422,
  'call/notYours': 403,
  'call/ended': 410,
  'call/busy': 409,
  'call/noAnswer': 409,
  'call/unobtainable': 409,
  'call/noDialTone': 409,
  'call/failed': 409,
  'call/doNotDisturb': 409,
  'call/barred': 403,
  'call/forwardingLoop': 409,
  'call/conferenceFull': 409,
  'call/parkSlotTaken': 409,
  'call/nothingToPickUp': 404,
  /** A caller cannot be sent to a flow that is not published. */
  'flow/notFound': 404,
  // agents
  'agent/notLoggedIn': 409,
  'agent/wrongState': 409,
  // rules
  /** A rule names a flow, a group or an address that is not there. */
  'routing/unknownTarget': 422,
  'routing/inUse': 409,
  'routing/importInvalid': 422,
  // follow-me and music
  /** The plan leads back to where the call came from. */
  'follow/loop': 422,
  'follow/nobodyToCall': 409,
  'music/inUse': 409,
  // board
  'board/libraryMissing': 503,
  'board/libraryInvalid': 503,
  'board/versionMismatch': 503,
  'board/openFailed': 503,
  'board/crashedInOpen': 503,
  'board/gone': 503,
  'board/notStarted': 503,
  'board/channelUnknown': 404,
  'board/inboxFull': 503,
  'board/commandInvalid': 400,
  'board/commandRefused': 409,
  'board/unsupported': 501,
  /** The board PC has nothing to play sound with. */
  'monitor/outputFailed': 503,
  // schedules and lists of numbers
  'schedule/overlap': 422,
  'schedule/invalid': 422,
  'schedule/inUse': 409,
  'list/patternInvalid': 422,
  'list/duplicate': 409,
  'list/inUse': 409,
  'list/full': 409,
  // voicemail
  'voicemail/boxFull': 409,
  'voicemail/boxNotEmpty': 409,
  'voicemail/noNumber': 422,
  'voicemail/pinTooWeak': 422,
  // files, database, machine
  'prompt/missing': 404,
  'prompt/notAudio': 422,
  'recording/missing': 404,
  'recording/diskFull': 507,
  'recording/damaged': 422,
  'recording/deleted': 410,
  'recording/held': 409,
  'recording/keyMissing': 503,
  'recording/coderFailed': 501,
  'recording/tooMany': 413,
  'storage/locked': 503,
  'storage/corrupt': 503,
  'storage/newerVersion': 503,
  'storage/failed': 500,
  'server/portInUse': 503,
  'server/stopping': 503,
  /** Said by a client that could not reach the server at all. */
  'server/unreachable': 503,
  'server/addonMissing': 503,
  'server/defect': 500,
  // files of call lists
  'export/tooManyRows': 413,
  'export/busy': 429,
  // other systems
  /** Loopback, private or reserved, and the settings do not allow it. */
  'webhook/addressNotAllowed': 422,
  'screenPop/templateInvalid': 422,
  // simulator bench
  'bench/notSimulated': 409,
  'bench/refused': 409,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export const errorCodeSchema = z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]);

/** The body of every refused request and command, on HTTP and on the socket alike. */
export const errorBodySchema = z.object({
  code: errorCodeSchema,
  /** English, for logs and developers: what was tried, what is true now, what to do next. */
  message: z.string(),
  ids: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
