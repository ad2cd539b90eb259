import { defaultBoxLimits, type Box } from '../../../src-main/contract/voicemail.ts';

/** A box as it stands in the form: lengths in whole seconds, texts as typed. */
export interface BoxDraft {
  readonly boxNo: string;
  readonly title: string;
  readonly kind: Box['kind'];
  readonly ownerUserId: string | undefined;
  readonly memberUserIds: readonly string[];
  readonly stationNos: readonly string[];
  readonly scheduleId: string;
  readonly maxS: number;
  readonly minS: number;
  readonly silenceS: number;
  readonly maxMessages: number;
  readonly webhook: boolean;
}

/** From and to of each limit, as the contract has them. */
export const limitSeconds = { max: [5, 600], min: [0, 30], silence: [2, 60], messages: [1, 1_000] } as const;

export function draftOf(box: Box | undefined): BoxDraft {
  const limits = box?.limits ?? defaultBoxLimits;
  return {
    boxNo: box?.boxNo ?? '',
    title: box?.title ?? '',
    kind: box?.kind ?? 'personal',
    ownerUserId: box?.ownerUserId,
    memberUserIds: box?.memberUserIds ?? [],
    stationNos: box?.stationNos ?? [],
    scheduleId: box?.scheduleId ?? '',
    maxS: Math.round(limits.maxMs / 1000),
    minS: Math.round(limits.minMs / 1000),
    silenceS: Math.round(limits.silenceMs / 1000),
    maxMessages: limits.maxMessages,
    webhook: box?.notify.webhook ?? false,
  };
}

/** What is sent; the contract's schema says whether it will do. */
export function setupOf(draft: BoxDraft) {
  const { boxNo, title, kind, ownerUserId, memberUserIds, stationNos, maxMessages, webhook } = draft;
  const scheduleId = draft.scheduleId.trim();
  return {
    ...{ boxNo, title, kind, memberUserIds, stationNos },
    ...(kind === 'personal' && ownerUserId !== undefined ? { ownerUserId } : {}),
    ...(scheduleId === '' ? {} : { scheduleId }),
    limits: {
      maxMs: draft.maxS * 1000,
      minMs: draft.minS * 1000,
      silenceMs: draft.silenceS * 1000,
      maxMessages,
    },
    notify: { webhook },
  };
}
