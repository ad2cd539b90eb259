import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { stationDraftSchema, stationSettingsSchema } from '../../contract/stations.ts';
import { stationNoSchema } from '../../contract/users.ts';
import type { HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import type { StationsPort } from '../ports.ts';

const tags = ['stations'];
const refused = { '4xx': errorBodySchema };

/** What desk phones are set to, for who oversees; a seat sets its own by command. */
export function stationRoutes(app: HttpApp, stations: StationsPort): void {
  app.route({
    method: 'GET',
    url: '/api/stations',
    schema: {
      summary: 'Do-not-disturb and forwarding of every station',
      tags,
      response: { 200: z.array(stationSettingsSchema), ...refused },
    },
    handler: async () => [...stations.all()],
  });
  app.route({
    method: 'PUT',
    url: '/api/stations/:stationNo',
    schema: {
      summary: 'Set do-not-disturb and forwarding of a station; calls that come from now on follow it',
      tags,
      params: z.object({ stationNo: stationNoSchema }),
      body: stationDraftSchema,
      response: { 200: stationSettingsSchema, ...refused },
    },
    handler: async (request) => valueOf(await stations.save(request.params.stationNo, request.body)),
  });
}
