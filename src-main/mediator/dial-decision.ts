import type { RuleId, UserId } from '../contract/ids.ts';
import type { RuleWhy } from '../contract/rule-why.ts';
import type { TrunkChoice } from './trunk-hunt.ts';

/** An outside number that somebody wants to dial. */
export interface DialRequest {
  /** As dialled, without the outside prefix. */
  readonly digits: string;
  /** Emergency numbers pass every rule. */
  readonly emergency: boolean;
  /** Who pays for it: the station that dials, forwards or transfers; absent when a flow does. */
  readonly stationNo?: string;
  readonly originator?: UserId;
}

/** What the outbound rules say of it. */
export type DialDecision =
  | {
      readonly kind: 'permitted';
      /** To be sent to the line, rewritten. */
      readonly digits: string;
      readonly choice: TrunkChoice;
      readonly ruleId?: RuleId;
      /** Each step of the decision, for the call's story. */
      readonly why?: readonly RuleWhy[];
    }
  | { readonly kind: 'barred'; readonly ruleId?: RuleId; readonly why?: readonly RuleWhy[] };

/** Without outbound rules: everything, on any trunk, by the strategy of the settings. */
export function permitAll(request: DialRequest): DialDecision {
  return { kind: 'permitted', digits: request.digits, choice: {} };
}
