import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import type { HttpApp } from '../http-app.ts';

/** One setting in force. */
export const settingViewSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  /** Where the value comes from. */
  source: z.enum(['default', 'file', 'flag']),
});
export type SettingView = z.infer<typeof settingViewSchema>;

export function settingRoutes(app: HttpApp, settings: () => readonly SettingView[]): void {
  app.route({
    method: 'GET',
    url: '/api/settings',
    schema: {
      summary: 'The settings in force, and where each comes from',
      tags: ['system'],
      response: { 200: z.array(settingViewSchema), '4xx': errorBodySchema },
    },
    handler: async () => [...settings()],
  });
}
