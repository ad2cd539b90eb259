export { FollowService } from './follow-service.ts';
export { FollowDesk, type FollowEditor } from './follow-desk.ts';
export { RingGroups } from './ring-groups.ts';
export type { FollowParts, FollowPlanStore, FollowPeople } from './ports.ts';
