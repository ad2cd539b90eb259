import { EMERGENCY_NUMBERS, type NumberPlanSettings } from '../mediator/number-plan.ts';
import type { DialDecision, DialRequest } from '../mediator/call-control.ts';
import type { RoutingService } from '../services/routing/index.ts';
import type { Settings } from './settings.ts';

/** Extensions by the settings; emergency numbers of the country and those that the house has added to them. */
export function numberPlanOf(settings: Settings, furtherEmergencyNumbers: () => readonly string[]): NumberPlanSettings {
  const lengths = [String(settings.firstStation).length, String(settings.firstStation + settings.extensions).length];
  return {
    outsidePrefix: settings.outsidePrefix,
    extensionLengths: [...new Set(lengths)],
    get emergencyNumbers() {
      return [...EMERGENCY_NUMBERS, ...furtherEmergencyNumbers()];
    },
  };
}

/** The outbound rules' answer in the words of call control. */
export function dialDecision(request: DialRequest, routing: RoutingService, nowMs: number): DialDecision {
  const { digits, stationNo = '', originator } = request;
  const by = originator === undefined ? {} : { userId: originator };
  const decision = routing.decideOutbound({ digits, stationNo, atMs: nowMs, ...by });
  const { ruleId, why } = decision;
  const rule = ruleId === undefined ? {} : { ruleId };
  if (decision.kind === 'barred') return { kind: 'barred', why, ...rule };
  const { strategy, trunkNos } = decision;
  const choice = { strategy, ...(trunkNos === undefined ? {} : { trunkNos }) };
  // A call without a rule has no story of its decision to tell.
  return { kind: 'permitted', digits: decision.digits, choice, ...rule, ...(ruleId === undefined ? {} : { why }) };
}
