import type { Kysely } from 'kysely';

/**
 * The tables as the query builder sees them. Times are Unix milliseconds; flags are 0 or 1, because SQLite
 * has no boolean and a STRICT table says so; `*_json` columns hold JSON text that the repository parses.
 * A column that may be empty is `undefined` to the code and NULL on the disk.
 */
export interface DatabaseSchema {
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
  readonly outbound_rules: OutboundRulesTable;
  readonly ring_groups: RingGroupsTable;
  readonly station_settings: StationSettingsTable;
  readonly follow_plans: FollowPlansTable;
  readonly music_files: MusicFilesTable;
  readonly voicemail_boxes: VoicemailBoxesTable;
  readonly voicemail_messages: VoicemailMessagesTable;
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
