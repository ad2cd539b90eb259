import { z } from 'zod';

/** Ids are branded so that one cannot stand in for another. Each maker below is also its parser. */
export const callIdSchema = z.string().min(1).max(64).brand<'CallId'>();
export const deviceIdSchema = z
  .string()
  .regex(/^(trunk\/[1-9]\d*|station\/\d{2,6})$/)
  .brand<'DeviceId'>();
export const userIdSchema = z.string().min(1).max(64).brand<'UserId'>();
export const sessionIdSchema = z.string().min(1).max(128).brand<'SessionId'>();
export const recordingIdSchema = z.string().min(1).max(64).brand<'RecordingId'>();
export const ruleIdSchema = z.string().min(1).max(64).brand<'RuleId'>();
export const flowIdSchema = z.string().min(1).max(64).brand<'FlowId'>();
export const promptIdSchema = z.string().min(1).max(64).brand<'PromptId'>();

/** `call_` and a sortable random part. */
export type CallId = z.infer<typeof callIdSchema>;
/** `trunk/3` (numbered from 1) or `station/801` (its extension number). */
export type DeviceId = z.infer<typeof deviceIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;
export type RecordingId = z.infer<typeof recordingIdSchema>;
export type RuleId = z.infer<typeof ruleIdSchema>;
export type FlowId = z.infer<typeof flowIdSchema>;
export type PromptId = z.infer<typeof promptIdSchema>;

/** A channel of the board, counted from 0 as the board counts. Only driver/ and mediator/ use it. */
export type ChannelNumber = number & z.$brand<'ChannelNumber'>;
export const channelNumberSchema = z.number().int().min(0).max(1023).brand<'ChannelNumber'>();

/** Chosen by who posts a channel command; unique while the command runs. 1 to 2^31-1. */
export type CommandId = number & z.$brand<'CommandId'>;
export const commandIdSchema = z.number().int().min(1).max(0x7fffffff).brand<'CommandId'>();

export function trunkDevice(trunkNo: number): DeviceId {
  return deviceIdSchema.parse(`trunk/${trunkNo}`);
}

export function stationDevice(stationNo: string): DeviceId {
  return deviceIdSchema.parse(`station/${stationNo}`);
}

export function isTrunk(device: DeviceId): boolean {
  return device.startsWith('trunk/');
}

export function isStation(device: DeviceId): boolean {
  return device.startsWith('station/');
}

/** The part after the slash: a trunk's number or a station's extension number. */
export function deviceNumber(device: DeviceId): string {
  return device.slice(device.indexOf('/') + 1);
}
