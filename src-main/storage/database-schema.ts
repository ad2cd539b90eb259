// Over 250 lines: every table, in one place.
import type { Kysely } from 'kysely';
import type { RecordingTables } from './recording-tables.ts';

/**
 * The tables as the query builder sees them. Times are Unix milliseconds; flags are 0 or 1, because SQLite
 * has no boolean and a STRICT table says so; `*_json` columns hold JSON text that the repository parses.
 * A column that may be empty is `undefined` to the code and NULL on the disk.
 */
export interface DatabaseSchema extends RecordingTables {
  readonly accounts: AccountsTable;
  readonly sessions: SessionsTable;
  readonly settings: SettingsTable;
  readonly call_events: CallEventsTable;
  readonly open_calls: OpenCallsTable;
  readonly call_records: CallRecordsTable;
  readonly call_record_terms: CallRecordTermsTable;
  readonly recordings: RecordingsTable;
  readonly inbound_rules: InboundRulesTable;
  readonly flows: FlowsTable;
  readonly prompts: PromptsTable;
  readonly schedules: SchedulesTable;
  readonly number_lists: NumberListsTable;
  readonly number_list_entries: NumberListEntriesTable;
  readonly outbound_rules: OutboundRulesTable;
  readonly ring_groups: RingGroupsTable;
  readonly station_settings: StationSettingsTable;
  readonly follow_plans: FollowPlansTable;
  readonly music_files: MusicFilesTable;
  readonly voicemail_boxes: VoicemailBoxesTable;
  readonly voicemail_messages: VoicemailMessagesTable;
  readonly webhooks: WebhooksTable;
  readonly webhook_notices: WebhookNoticesTable;
  readonly webhook_attempts: WebhookAttemptsTable;
  readonly dial_tokens: DialTokensTable;
}

export type QueryBuilder = Kysely<DatabaseSchema>;

export interface AccountsTable {
  user_id: string;
  login: string;
  /** The login in lower case: two logins that differ in case only are one. */
  login_key: string;
  display_name: string;
  role: string;
  locale: string;
  password_hash: string;
  must_change_password: number;
  disabled: number;
  last_station_no?: string | undefined;
}

export interface SessionsTable {
  session_id: string;
  token_hash: string;
  user_id: string;
  station_no?: string | undefined;
  created_at: number;
  expires_at: number;
  revoked: number;
  remote_address: string;
}

export interface SettingsTable {
  name: string;
  value_json: string;
}

export interface CallEventsTable {
  event_no: number;
  call_id: string;
  at: number;
  kind: string;
  event_json: string;
}

export interface OpenCallsTable {
  call_id: string;
}

export interface CallRecordsTable {
  /** The place in the list: the start in milliseconds times 1024, and which call of that millisecond it is. */
  list_no: number;
  call_id: string;
  started_at: number;
  /** Digits of the outside number alone, for the search. */
  search_number: string;
  /** The outside name in lower case and without spaces, for the search. */
  search_name: string;
  /** The shortest form of the outside number: equal for two calls of the same person. Empty when unknown. */
  number_key: string;
  /** The same when somebody spoke with that number in this call, else empty. */
  reached_key: string;
  talk_ms: number;
  open: number;
  /** Words by which the call is found (call-record-terms.ts), with a space between. */
  terms: string;
  record_json: string;
}

/** The index over `terms` of call_records; asked by term-index.ts alone. */
export interface CallRecordTermsTable {
  rowid: number;
}

export interface RecordingsTable {
  recording_id: string;
  call_id: string;
  /** Below the data folder, with forward slashes. */
  path: string;
  format: string;
  started_at: number;
  length_ms: number;
  result: string;
  gaps_json: string;
}

export interface InboundRulesTable {
  rule_id: string;
  position: number;
  title: string;
  enabled: number;
  match_json: string;
  next_json: string;
}

export interface FlowsTable {
  flow_id: string;
  title: string;
  definition_json: string;
}

export interface PromptsTable {
  prompt_id: string;
  language: string;
  title: string;
  /** Below the data folder, with forward slashes. */
  path: string;
  length_ms: number;
}

export interface SchedulesTable {
  schedule_id: string;
  title: string;
  definition_json: string;
  override_json?: string | undefined;
}

export interface NumberListsTable {
  list_id: string;
  kind: string;
  title: string;
}

export interface NumberListEntriesTable {
  entry_id: string;
  list_id: string;
  /** As it was written. */
  pattern: string;
  /** What it stands for: two ways of writing the same numbers have one key. */
  pattern_key: string;
  expires_at?: number | undefined;
  reason: string;
  /** The reason in lower case and without spaces, for the search. */
  search_reason: string;
  added_by: string;
  added_at: number;
  hits: number;
  last_hit_at?: number | undefined;
}

export interface OutboundRulesTable {
  rule_id: string;
  position: number;
  title: string;
  enabled: number;
  match_json: string;
  action_json: string;
}

export interface RingGroupsTable {
  group_id: string;
  title: string;
  group_json: string;
}

export interface StationSettingsTable {
  station_no: string;
  do_not_disturb: number;
  forwarding_json: string;
}

export interface FollowPlansTable {
  plan_id: string;
  title: string;
  plan_json: string;
}

export interface MusicFilesTable {
  music_id: string;
  title: string;
  /** Below the data folder, with forward slashes. */
  path: string;
  length_ms: number;
}

export interface VoicemailBoxesTable {
  box_id: string;
  box_no: string;
  /** A PHC string. */
  pin_hash: string;
  box_json: string;
}

export interface VoicemailMessagesTable {
  message_id: string;
  box_id: string;
  call_id: string;
  recording_id: string;
  caller_number: string;
  caller_name: string;
  at: number;
  length_ms: number;
  state: string;
  heard_by?: string | undefined;
  heard_at?: number | undefined;
  deleted_at?: number | undefined;
  forwarded_from?: string | undefined;
}

export interface WebhooksTable {
  webhook_id: string;
  title: string;
  address: string;
  kinds_json: string;
  enabled: number;
  secret: string;
  previous_secret?: string | undefined;
  previous_secret_until?: number | undefined;
  created_by: string;
  created_at: number;
  /** News up to these two are settled. */
  event_no: number;
  notice_no: number;
  /** The farthest that these two have been: what lies before and is sent again is a replay. */
  reached_event_no: number;
  reached_notice_no: number;
  /** Of the news at the head; 0 when it was not tried yet. */
  tries: number;
  first_tried_at: number;
  next_try_at: number;
}

export interface WebhookNoticesTable {
  notice_no: number;
  /** The last event that was on the disk when the notice was given: its place among the events. */
  after_event_no: number;
  at: number;
  kind: string;
  payload_json: string;
}

export interface WebhookAttemptsTable {
  webhook_id: string;
  attempt_no: number;
  attempt_json: string;
}

export interface DialTokensTable {
  token_id: string;
  /** SHA-256 of the secret. */
  token_hash: string;
  user_id: string;
  title: string;
  created_at: number;
  used_at?: number | undefined;
}
