export { RecordingService } from './recording-service.ts';
export { RecordingLocator, type LocatedRecording } from './recording-locator.ts';
export {
  defaultRecordingRules,
  RECORDING_RULES_SETTING,
  recordingRulesSchema,
  type RecordingRules,
} from './recording-rules.ts';
export { recordingTable } from './recording-table.ts';
