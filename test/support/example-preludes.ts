import { downloadViewSchema } from '../../src-main/contract/recordings.ts';
import type { ApiClient } from './api-client.ts';

/** Parameters of a path that no example can foretell. */
export type MadeIds = Readonly<Record<string, string>>;

/** What a client must have done before it performs an example, and the ids that it got; by the name of the operation. */
export const PRELUDES: Readonly<Record<string, (client: ApiClient) => Promise<MadeIds>>> = {
  'GET /api/calls/exports/:exportId': async ({ address, cookie }) => {
    const path = '/api/calls/export?format=csv&exportId=my-export-1';
    const file = await fetch(address + path, { headers: { cookie } });
    await file.body?.getReader().read();
    return {};
  },
  'GET /api/recordings/downloads/:downloadId': prepareDownload,
  'GET /api/recordings/downloads/:downloadId/archive': prepareDownload,
  'DELETE /api/recordings/downloads/:downloadId': prepareDownload,
};

async function prepareDownload(client: ApiClient): Promise<MadeIds> {
  const { body } = await client.post('/api/recordings/downloads', { recordingIds: ['rec_1'] });
  return { downloadId: downloadViewSchema.parse(body).downloadId };
}
