import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { ROUTE_POLICIES, type RoutePolicy } from '../../src-main/api/policies/route-policies.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import { roleSchema, type Role } from '../../src-main/contract/users.ts';
import { stereoWav } from '../renderer/support/stereo-wav.ts';
import { ApiClient, openApi, type Answer } from '../support/api-client.ts';
import { openExampleHouse } from '../support/example-house.ts';
import { PRELUDES, type MadeIds } from '../support/example-preludes.ts';
import { monoWav } from '../support/mono-wav.ts';

const media = z.object({ schema: z.record(z.string(), z.unknown()), example: z.unknown().optional() });
const operationSchema = z.object({
  summary: z.string().min(1).optional(),
  tags: z.array(z.string()).min(1).optional(),
  security: z.array(z.record(z.string(), z.unknown())).optional(),
  parameters: z
    .array(
      z.object({ in: z.string(), name: z.string(), required: z.boolean().optional(), example: z.unknown().optional() }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), media) }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), media).optional() })),
  'x-who': z.union([z.enum(['everybody', 'house']), z.array(roleSchema)]).optional(),
  'x-status': z.number().optional(),
});
const documentSchema = z.object({
  tags: z.array(z.object({ name: z.string() })),
  components: z.object({ securitySchemes: z.record(z.string(), z.unknown()) }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});
type Operation = z.infer<typeof operationSchema>;

interface DocumentedCall {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const folder = mkdtempSync(join(tmpdir(), 'trunkline-examples-'));
const recordingPath = join(folder, 'rec_1.wav');
writeFileSync(recordingPath, stereoWav(400, [620, 1030]));

/** Where each of the roles sits. */
const STATIONS: { readonly [Each in Role]?: string } = { agent: '801', supervisor: '804' };

/** A house of its own for what will be asked, at the moment for it. */
async function openWorld(operation: string): Promise<HttpServer> {
  const house = await openExampleHouse(recordingPath, operation);
  const { address, close } = await openApi(house.parts);
  return {
    address,
    close: async () => {
      await close();
      await house.close();
    },
  };
}

/** Not documented: the document itself, figures for a machine, and what browsers ask before they ask. */
const UNDOCUMENTED = new Set(['GET /api/openapi.json', 'GET /metrics', 'OPTIONS /api/click-to-dial']);
const names = Object.keys(ROUTE_POLICIES).filter((name) => !UNDOCUMENTED.has(name));

describe('the documented calls', () => {
  let document: z.infer<typeof documentSchema>;
  /** For what is refused, and so changes nothing. */
  let refusing: HttpServer;

  before(async () => {
    refusing = await openWorld('nothing that is done');
    document = documentSchema.parse((await new ApiClient(refusing.address).get('/api/openapi.json')).body);
  });
  after(async () => {
    await refusing.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** By its name in the policies: `PUT /api/users/:userId/disabled`. */
  const operationOf = (name: string): DocumentedCall => {
    const [method = '', pattern = ''] = name.split(' ');
    const path = pattern.replace(/:(\w+)/g, '{$1}');
    const operation = document.paths[path]?.[method.toLowerCase()];
    assert.ok(operation !== undefined, `${name} is not in the document`);
    return { method, path, operation };
  };

  it('are the routes of the policies, and no others', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((word) => `${word.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    assert.deepEqual(documented.sort(), [...names].sort());
  });

  it('are of tags and security schemes that the document explains', () => {
    const all = Object.values(document.paths).flatMap((path) => Object.values(path));
    const tags = document.tags.map(({ name }) => name);
    const schemes = Object.keys(document.components.securitySchemes);
    const usedTags = all.flatMap((operation) => operation.tags ?? []);
    const usedSchemes = all.flatMap((operation) => (operation.security ?? []).flatMap((one) => Object.keys(one)));
    assert.deepEqual(
      [usedTags.filter((tag) => !tags.includes(tag)), usedSchemes.filter((scheme) => !schemes.includes(scheme))],
      [[], []],
    );
  });

  for (const name of names) {
    const who = ROUTE_POLICIES[name]?.who ?? 'everybody';

    it(`${name} has a summary, a tag, who may ask, and examples of what is asked and answered`, () => {
      assert.deepEqual(missingIn(operationOf(name).operation), []);
    });

    it(`${name} does what its example says, and answers as its schema says`, async () => {
      const call = operationOf(name);
      const server = await openWorld(name);
      try {
        const client = await clientFor(permitted(who), server);
        const answer = await perform(client, call, await PRELUDES[name]?.(client));
        assert.equal(answer.status, call.operation['x-status'], JSON.stringify(answer.body));
        assertAnswers(call.operation, answer.status, answer.body);
      } finally {
        await server.close();
      }
    });

    if (typeof who === 'string') continue;

    it(`${name} is refused to somebody without a session`, async () => {
      const answer = await perform(await clientFor(undefined, refusing), operationOf(name));
      assert.deepEqual([answer.status, errorBodySchema.parse(answer.body).code], [401, 'auth/required']);
    });

    const stranger = roleSchema.options.find((role) => !who.includes(role));
    if (stranger === undefined) continue;
    it(`${name} is refused to the role ${stranger}`, async () => {
      const answer = await perform(await clientFor(stranger, refusing), operationOf(name));
      assert.deepEqual([answer.status, errorBodySchema.parse(answer.body).code], [403, 'auth/forbidden']);
    });
  }

  it('POST /api/click-to-dial is refused without a token, whoever’s cookie comes along', async () => {
    const answer = await (await clientFor('agent', refusing)).post('/api/click-to-dial', { number: '13900001234' });
    assert.deepEqual([answer.status, errorBodySchema.parse(answer.body).code], [401, 'auth/required']);
  });
});

async function clientFor(role: Role | undefined, server: HttpServer): Promise<ApiClient> {
  const client = new ApiClient(server.address);
  if (role !== undefined) assert.equal((await client.login(role, STATIONS[role])).status, 200);
  return client;
}

/** The least of the roles that may ask: what it may do, the others may. */
function permitted(who: RoutePolicy['who']): Role | undefined {
  if (typeof who === 'string') return who === 'everybody' ? undefined : 'admin';
  return roleSchema.options.find((role) => who.includes(role));
}

function missingIn(operation: Operation): readonly string[] {
  const { summary, tags, parameters, requestBody, responses } = operation;
  const who = operation['x-who'];
  const status = operation['x-status'];
  const answer = responses[String(status)]?.content?.['application/json'];
  const hasAnswer = answer !== undefined && !('not' in answer.schema);
  return [
    ...(summary === undefined ? ['summary'] : []),
    ...(tags === undefined ? ['tag'] : []),
    ...(who === undefined ? ['who may ask'] : []),
    ...(status === undefined ? ['a row in src-main/api/examples'] : []),
    ...parameters
      .filter((each) => each.in === 'path' && each.example === undefined)
      .map((each) => `example of ${each.name}`),
    ...(requestBody !== undefined && bodyOf(requestBody.content) === undefined ? ['example of the body'] : []),
    ...(hasAnswer && answer.example === undefined ? ['example of the answer'] : []),
    ...(hasAnswer && answer.example !== undefined ? mismatch(answer.schema, answer.example) : []),
  ];
}

/** @param made ids that stand in place of those of the example. */
async function perform(
  client: ApiClient,
  { method, path, operation }: DocumentedCall,
  made: MadeIds = {},
): Promise<Answer> {
  const given = operation.parameters.filter((each) => each.example !== undefined);
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(made[name] ?? given.find((each) => each.in === 'path' && each.name === name)?.example)),
  );
  const query = new URLSearchParams(
    given.filter((each) => each.in === 'query').map((each) => [each.name, String(each.example)]),
  );
  const address = query.size === 0 ? filled : `${filled}?${query.toString()}`;
  const { requestBody, security } = operation;
  const sent = requestBody === undefined ? undefined : bodyOf(requestBody.content);
  // A token of its own stands in place of a session where the document says so.
  const isByDialToken = security?.some((scheme) => 'dialToken' in scheme) === true;
  const token = isByDialToken ? await dialTokenHeaders(client) : {};
  return client.ask(method, address, sent?.body, { ...sent?.headers, ...token });
}

/** The token of the agent that the example house has made, at an extension that is free to dial. */
async function dialTokenHeaders(client: ApiClient): Promise<Readonly<Record<string, string>>> {
  await new ApiClient(client.address).login('agent', '801');
  return { authorization: 'Bearer dial_aaaaaaaaaaaaaaaaaaaaaaaa1' };
}

function assertAnswers(operation: Operation, status: number, body: unknown): void {
  const schema = operation.responses[String(status)]?.content?.['application/json']?.schema;
  if (schema === undefined || 'not' in schema) return;
  assert.deepEqual(mismatch(schema, body), []);
}

/** What of a value is not as a JSON schema says. */
function mismatch(schema: Record<string, unknown>, value: unknown): readonly string[] {
  const checked = z.fromJSONSchema(schema).safeParse(value);
  return checked.success ? [] : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

interface SentBody {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** The example of the document; where it says that sound is sent, two seconds of it. */
function bodyOf(content: Readonly<Record<string, { readonly example?: unknown }>>): SentBody | undefined {
  if ('audio/wav' in content) return { body: monoWav(2_000), headers: { 'content-type': 'audio/wav' } };
  const body = content['application/json']?.example;
  return body === undefined ? undefined : { body, headers: {} };
}
