import { accounts } from './0001-accounts.ts';
import { calls } from './0002-calls.ts';
import { routing } from './0003-routing.ts';
import { schedules } from './0004-schedules.ts';
import { outboundRules } from './0005-outbound-rules.ts';
import { recordings } from './0006-recordings.ts';
import { voicemail } from './0007-voicemail.ts';
import { integration } from './0008-integration.ts';
import { callList } from './0009-call-list.ts';
import { followMe } from './0010-follow-me.ts';
import type { Migration } from './run-migrations.ts';

/** In order of their numbers. */
export const migrations: readonly Migration[] = [
  accounts,
  calls,
  routing,
  schedules,
  outboundRules,
  recordings,
  voicemail,
  integration,
  callList,
  followMe,
];
