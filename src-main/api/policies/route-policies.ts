import type { Role } from '../../contract/users.ts';
import { COMMAND_POLICIES } from './seat-policies.ts';

/**
 * Who may use a route. `everybody` needs no session; `house` is this machine or somebody signed in, for the probes
 * of the board PC itself; otherwise one of the roles.
 */
export interface RoutePolicy {
  readonly who: 'everybody' | 'house' | readonly Role[];
  /** Also while the first password has not been changed. */
  readonly beforePasswordChange?: true;
  /** Also asked by pages of other sites, when an admin has allowed their origin. */
  readonly allowedOrigins?: true;
}

const ALL = ['agent', 'supervisor', 'admin'] as const;
const SEATED = ['agent', 'supervisor'] as const;
const SUPERVISING = ['supervisor', 'admin'] as const;
const ADMIN = ['admin'] as const;

/** A command over HTTP is for those who may give it from a seat. */
const COMMAND_ROUTES: Readonly<Record<string, RoutePolicy>> = Object.fromEntries(
  Object.entries(COMMAND_POLICIES).map(([name, who]) => [`POST /api/commands/${name}`, { who }]),
);

/** Every route under /api, and the probes. A route that is missing here keeps the server from starting. */
export const ROUTE_POLICIES: Readonly<Record<string, RoutePolicy>> = {
  'POST /api/login': { who: 'everybody' },
  'POST /api/tokens': { who: 'everybody' },
  'POST /api/logout': { who: ALL, beforePasswordChange: true },
  'GET /api/me': { who: ALL, beforePasswordChange: true },
  'POST /api/me/password': { who: ALL, beforePasswordChange: true },
  'PUT /api/me/locale': { who: ALL, beforePasswordChange: true },
  'GET /api/me/sessions': { who: ALL },
  'DELETE /api/me/sessions/:sessionId': { who: ALL },
  'GET /api/calls': { who: ALL },
  'GET /api/calls/live': { who: ALL },
  'GET /api/calls/count': { who: ALL },
  'GET /api/calls/export': { who: SUPERVISING },
  'GET /api/calls/exports/:exportId': { who: SUPERVISING },
  'GET /api/calls/:callId': { who: ALL },
  'GET /api/flows': { who: ALL },
  'GET /api/recordings/:recordingId': { who: ALL },
  'GET /api/recordings/:recordingId/details': { who: ALL },
  'POST /api/recordings/:recordingId/listenings': { who: ALL },
  'POST /api/recordings/:recordingId/marks': { who: ALL },
  'DELETE /api/recordings/:recordingId/marks/:markId': { who: ALL },
  'POST /api/recordings/:recordingId/play-to-caller': { who: ALL },
  'PUT /api/recordings/:recordingId/hold': { who: SUPERVISING },
  'POST /api/recordings/downloads': { who: SUPERVISING },
  'GET /api/recordings/downloads/:downloadId': { who: SUPERVISING },
  'GET /api/recordings/downloads/:downloadId/archive': { who: SUPERVISING },
  'DELETE /api/recordings/downloads/:downloadId': { who: SUPERVISING },
  'POST /api/recordings/verify': { who: SUPERVISING },
  'POST /api/recordings/retention': { who: ADMIN },
  'POST /api/recordings/key': { who: ADMIN },
  'GET /api/recording-policies': { who: ADMIN },
  'PUT /api/recording-policies': { who: ADMIN },
  'PUT /api/recording-policies/:policyId': { who: ADMIN },
  'DELETE /api/recording-policies/:policyId': { who: ADMIN },
  'GET /api/voicemail/boxes': { who: ALL },
  'GET /api/voicemail/directory': { who: ALL },
  'GET /api/voicemail/messages': { who: ALL },
  'PUT /api/voicemail/messages/:messageId/heard': { who: ALL },
  'DELETE /api/voicemail/messages/:messageId': { who: ALL },
  'POST /api/voicemail/messages/:messageId/restore': { who: ALL },
  'POST /api/voicemail/messages/:messageId/forward': { who: ALL },
  'POST /api/voicemail/messages/:messageId/call-back': { who: SEATED },
  'PUT /api/voicemail/boxes/:boxId/pin': { who: ALL },
  'GET /api/voicemail/boxes/:boxId/greetings/:slot': { who: ALL },
  'PUT /api/voicemail/boxes/:boxId/greetings/:slot': { who: ALL },
  'DELETE /api/voicemail/boxes/:boxId/greetings/:slot': { who: ALL },
  'GET /api/voicemail/setups': { who: ADMIN },
  'POST /api/voicemail/setups': { who: ADMIN },
  'PUT /api/voicemail/setups/:boxId': { who: ADMIN },
  'DELETE /api/voicemail/setups/:boxId': { who: ADMIN },
  'POST /api/voicemail/setups/:boxId/pin': { who: ADMIN },
  'GET /api/agents': { who: ALL },
  'GET /api/board': { who: SUPERVISING },
  'POST /api/board/open': { who: ADMIN },
  'PUT /api/board/loudspeaker': { who: SUPERVISING },
  'GET /api/settings': { who: ADMIN },
  'GET /api/schedules': { who: SUPERVISING },
  'GET /api/schedules/:scheduleId/moment': { who: SUPERVISING },
  'GET /api/schedules/:scheduleId/year': { who: SUPERVISING },
  'POST /api/schedules': { who: ADMIN },
  'PUT /api/schedules/:scheduleId': { who: ADMIN },
  'DELETE /api/schedules/:scheduleId': { who: ADMIN },
  'POST /api/schedules/:scheduleId/calendars/:calendarId': { who: ADMIN },
  'PUT /api/schedules/:scheduleId/override': { who: SUPERVISING },
  'DELETE /api/schedules/:scheduleId/override': { who: SUPERVISING },
  'GET /api/number-lists': { who: SUPERVISING },
  'GET /api/number-lists/review': { who: SUPERVISING },
  'POST /api/number-lists/check': { who: SUPERVISING },
  'POST /api/number-lists': { who: ADMIN },
  'PUT /api/number-lists/:listId': { who: ADMIN },
  'DELETE /api/number-lists/:listId': { who: ADMIN },
  'POST /api/number-lists/:listId/import': { who: ADMIN },
  'GET /api/number-lists/:listId/export': { who: SUPERVISING },
  'GET /api/number-lists/:listId/entries': { who: SUPERVISING },
  'POST /api/number-lists/:listId/entries': { who: ADMIN },
  'PUT /api/number-lists/:listId/entries/:entryId': { who: ADMIN },
  'POST /api/number-lists/:listId/entries/:entryId/move': { who: ADMIN },
  'DELETE /api/number-lists/:listId/entries/:entryId': { who: ADMIN },
  'GET /api/routing': { who: SUPERVISING },
  'GET /api/routing/choices': { who: ALL },
  'POST /api/routing/inbound': { who: ADMIN },
  'PUT /api/routing/inbound/:ruleId': { who: ADMIN },
  'DELETE /api/routing/inbound/:ruleId': { who: ADMIN },
  'PUT /api/routing/inbound-order': { who: ADMIN },
  'POST /api/routing/outbound': { who: ADMIN },
  'PUT /api/routing/outbound/:ruleId': { who: ADMIN },
  'DELETE /api/routing/outbound/:ruleId': { who: ADMIN },
  'PUT /api/routing/outbound-order': { who: ADMIN },
  'POST /api/routing/ring-groups': { who: ADMIN },
  'PUT /api/routing/ring-groups/:groupId': { who: ADMIN },
  'DELETE /api/routing/ring-groups/:groupId': { who: ADMIN },
  'PUT /api/routing/settings': { who: ADMIN },
  'PUT /api/routing/forced': { who: ADMIN },
  'POST /api/routing/test-inbound': { who: SUPERVISING },
  'POST /api/routing/test-outbound': { who: SUPERVISING },
  'GET /api/routing/export': { who: SUPERVISING },
  'POST /api/routing/import': { who: ADMIN },
  'GET /api/follow/plans': { who: ALL },
  'GET /api/follow/choices': { who: ALL },
  'POST /api/follow/plans': { who: ALL },
  'PUT /api/follow/plans/:planId': { who: ALL },
  'DELETE /api/follow/plans/:planId': { who: ALL },
  'GET /api/stations': { who: SUPERVISING },
  'PUT /api/stations/:stationNo': { who: SUPERVISING },
  'GET /api/music': { who: ALL },
  'PUT /api/music/plan': { who: ADMIN },
  'PUT /api/music/own': { who: ALL },
  'POST /api/music/files': { who: ADMIN },
  'DELETE /api/music/files/:musicId': { who: ADMIN },
  'GET /api/music/files/:musicId/sound': { who: ALL },
  'GET /api/users': { who: ADMIN },
  'POST /api/users': { who: ADMIN },
  'PUT /api/users/:userId/disabled': { who: ADMIN },
  'POST /api/users/:userId/password': { who: ADMIN },
  'GET /api/users/:userId/sessions': { who: ADMIN },
  'DELETE /api/users/:userId/sessions/:sessionId': { who: ADMIN },
  'GET /api/bench': { who: ALL },
  'POST /api/bench/actions': { who: ALL },
  'POST /api/bench/advance': { who: ALL },
  ...COMMAND_ROUTES,
  'GET /api/webhooks': { who: ADMIN },
  'POST /api/webhooks': { who: ADMIN },
  'PUT /api/webhooks/:webhookId': { who: ADMIN },
  'DELETE /api/webhooks/:webhookId': { who: ADMIN },
  'POST /api/webhooks/:webhookId/pause': { who: ADMIN },
  'POST /api/webhooks/:webhookId/resume': { who: ADMIN },
  'POST /api/webhooks/:webhookId/replay': { who: ADMIN },
  'POST /api/webhooks/:webhookId/test': { who: ADMIN },
  'POST /api/webhooks/:webhookId/secret': { who: ADMIN },
  'GET /api/webhooks/:webhookId/deliveries': { who: ADMIN },
  'GET /api/screen-pops': { who: ALL },
  'PUT /api/screen-pops/:screenPopId': { who: ADMIN },
  'DELETE /api/screen-pops/:screenPopId': { who: ADMIN },
  'GET /api/click-to-dial/origins': { who: ADMIN },
  'PUT /api/click-to-dial/origins': { who: ADMIN },
  'GET /api/me/dial-tokens': { who: ALL },
  'POST /api/me/dial-tokens': { who: ALL },
  'DELETE /api/me/dial-tokens/:tokenId': { who: ALL },
  /** Proves its token itself, because cookies do not count for a page of another site. */
  'POST /api/click-to-dial': { who: 'everybody', allowedOrigins: true },
  'OPTIONS /api/click-to-dial': { who: 'everybody' },
  'GET /api/openapi.json': { who: 'everybody' },
  'GET /health': { who: 'everybody' },
  'GET /metrics': { who: 'house' },
};

/** Pages and their files: they hold nothing of the house. */
const PAGE_POLICY: RoutePolicy = { who: 'everybody' };

/** The policy of a route by its pattern; undefined for one under /api that nobody wrote down. */
export function routePolicy(method: string, pattern: string): RoutePolicy | undefined {
  const named = ROUTE_POLICIES[`${method === 'HEAD' ? 'GET' : method} ${pattern}`];
  if (named !== undefined) return named;
  const isPage = !pattern.startsWith('/api') || pattern.startsWith('/api/docs');
  return isPage ? PAGE_POLICY : undefined;
}
