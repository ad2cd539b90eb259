import {
  closingStepSchema,
  nextStepSchema,
  type ClosingStep,
  type NextStep,
  type NextStepKind,
} from '../../../src-main/contract/routing.ts';

/** A next step while it is being filled in: it may still lack what it needs. */
export interface StepDraft {
  readonly kind: NextStepKind;
  /** Station, user, group, queue, flow, box, plan or address, by the kind. */
  readonly target: string;
  readonly how: Extract<NextStep, { kind: 'hangUp' }>['how'];
  /** Of the kinds that can fail. */
  readonly fallback: StepDraft | undefined;
}

/** How the target of an agent step says that it is a user and no station. */
const USER = 'user:';

export const CLOSING_KINDS = [
  'agent',
  'queue',
  'flow',
  'voicemail',
  'followMe',
  'hangUp',
] as const satisfies readonly ClosingStep['kind'][];

export const STEP_KINDS = [
  'agent',
  'ringGroup',
  'queue',
  'flow',
  'custom',
  'voicemail',
  'fax',
  'hangUp',
  'followMe',
] as const satisfies readonly NextStepKind[];

export function emptyStep(kind: NextStepKind): StepDraft {
  const canFail = kind === 'fax' || kind === 'custom';
  return { kind, target: '', how: 'answerAndHangUp', fallback: canFail ? emptyStep('hangUp') : undefined };
}

export function userTarget(userId: string): string {
  return USER + userId;
}

export function draftOfStep(step: NextStep): StepDraft {
  const draft = emptyStep(step.kind);
  switch (step.kind) {
    case 'agent':
      return { ...draft, target: step.stationNo ?? userTarget(step.userId ?? '') };
    case 'ringGroup':
      return { ...draft, target: step.groupId };
    case 'queue':
      return { ...draft, target: step.queueId };
    case 'flow':
      return { ...draft, target: step.flowId };
    case 'voicemail':
      return { ...draft, target: step.boxId };
    case 'followMe':
      return { ...draft, target: step.planId };
    case 'hangUp':
      return { ...draft, how: step.how };
    case 'fax':
      return { ...draft, fallback: draftOfStep(step.fallback) };
    case 'custom':
      return { ...draft, target: step.address, fallback: draftOfStep(step.fallback) };
  }
}

/** Undefined while something is missing. */
export function stepOfDraft(draft: StepDraft): NextStep | undefined {
  return nextStepSchema.safeParse(plainStep(draft)).data;
}

export function closingStepOfDraft(draft: StepDraft): ClosingStep | undefined {
  return closingStepSchema.safeParse(plainStep(draft)).data;
}

function plainStep({ kind, target, how, fallback }: StepDraft): unknown {
  switch (kind) {
    case 'agent':
      return target.startsWith(USER) ? { kind, userId: target.slice(USER.length) } : { kind, stationNo: target };
    case 'ringGroup':
      return { kind, groupId: target };
    case 'queue':
      return { kind, queueId: target };
    case 'flow':
      return { kind, flowId: target };
    case 'voicemail':
      return { kind, boxId: target };
    case 'followMe':
      return { kind, planId: target };
    case 'hangUp':
      return { kind, how };
    case 'fax':
      return { kind, fallback: fallback === undefined ? undefined : plainStep(fallback) };
    case 'custom':
      return { kind, address: target, fallback: fallback === undefined ? undefined : plainStep(fallback) };
  }
}
