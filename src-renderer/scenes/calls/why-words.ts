import { routingStepSchema, type RoutingCondition, type RoutingStep } from '../../../src-main/contract/routing-step.ts';
import type { Messages } from '../../locales/messages.ts';

export interface WhyStep {
  readonly text: string;
  /** Undefined where a step neither fits nor fails. */
  readonly met: boolean | undefined;
  readonly conditions: readonly { readonly text: string; readonly met: boolean }[];
}

/** The steps of routing in words of the language, in order. */
export function whySteps(why: readonly unknown[], messages: Messages): readonly WhyStep[] {
  return why.flatMap((each) => {
    const parsed = routingStepSchema.safeParse(each);
    if (!parsed.success) return [];
    const { met, conditions = [] } = parsed.data;
    return [
      {
        text: stepWords(parsed.data, messages),
        met,
        conditions: conditions.map((condition) => ({
          text: conditionWords(condition, messages),
          met: condition.met,
        })),
      },
    ];
  });
}

function stepWords(step: RoutingStep, messages: Messages): string {
  const words = messages.callList.why;
  const { title, ruleId, list = '', pattern, reason, because, from = '', to = '' } = step;
  switch (step.kind) {
    case 'rule':
      return words.rule(title ?? ruleId ?? '');
    case 'list':
      return [words.list(wordOf(messages.callList.lists, list)), pattern, reason].filter(Boolean).join(' · ');
    case 'rewritten':
      return words.rewritten(from, to);
    case 'forced':
    case 'default':
    case 'fellBack':
    case 'emergencyNumber':
    case 'outsidePrefix':
    case 'outboundDefault':
      return [words[step.kind], title, because].filter(Boolean).join(' · ');
    default:
      return [step.kind, title ?? because].filter(Boolean).join(' · ');
  }
}

function conditionWords(condition: RoutingCondition, messages: Messages): string {
  const name = wordOf(messages.callList.conditions, condition.condition);
  const wanted = condition.wanted?.join(messages.listComma) ?? '';
  return wanted === '' ? name : messages.callList.condition(name, condition.had || '–', wanted);
}

function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}
