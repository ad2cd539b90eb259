export { VoicemailService, type VoicemailParts } from './voicemail-service.ts';
export type { BoxName, Listener, VoicemailDesk } from './voicemail-desk.ts';
export type { GivenOutPin } from './box-book.ts';
export type { BoxSchedules, CallsForVoicemail, DialFor, PinHasher } from './voicemail-ports.ts';
export { voicemailTable } from './voicemail-table.ts';
export { mailboxTable } from './mailbox-table.ts';
