/** The tables of what becomes of a recording after its call, as the query builder sees them. */
export interface RecordingTables {
  readonly recording_seals: RecordingSealsTable;
  readonly recording_chain: RecordingChainTable;
  readonly recording_holds: RecordingHoldsTable;
  readonly recording_listenings: RecordingListeningsTable;
  readonly recording_marks: RecordingMarksTable;
}

export interface RecordingSealsTable {
  recording_id: string;
  call_id: string;
  state: string;
  plan_json: string;
  /** As it was recorded; below the data folder, with forward slashes. */
  source_path: string;
  /** The sealed file, when there is one. */
  path?: string | undefined;
  /** The key with which it is encrypted. */
  key_id?: string | undefined;
  size_bytes?: number | undefined;
  sha256?: string | undefined;
  started_at: number;
  sealed_at?: number | undefined;
  tries: number;
  next_try_at: number;
  /** Code of the last try that did not work. */
  trouble?: string | undefined;
}

export interface RecordingChainTable {
  no: number;
  kind: string;
  recording_id: string;
  file_sha256: string;
  at: number;
  why: string;
  policy_id?: string | undefined;
  previous_hash: string;
  chain_hash: string;
}

export interface RecordingHoldsTable {
  hold_id: string;
  recording_id: string;
  set_at: number;
  set_by: string;
  reason: string;
  cleared_at?: number | undefined;
  cleared_by?: string | undefined;
  clear_reason?: string | undefined;
}

export interface RecordingListeningsTable {
  listening_id: string;
  recording_id: string;
  user_id: string;
  at: number;
  how: string;
  from_ms: number;
  to_ms: number;
}

export interface RecordingMarksTable {
  mark_id: string;
  recording_id: string;
  at_ms: number;
  text: string;
  user_id: string;
  made_at: number;
}
