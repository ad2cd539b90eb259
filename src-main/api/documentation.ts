import swagger, { type SwaggerTransform } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { RouteExample } from './examples/route-example.ts';
import { ROUTE_EXAMPLES } from './examples/route-examples.ts';
import type { HttpApp } from './http-app.ts';
import { routePolicy, type RoutePolicy } from './policies/route-policies.ts';

const TAGS = {
  session: 'Coming and going, and what everybody may ask about himself',
  calls: 'Call records, calls that are up',
  recordings: 'Hearing, marking, holding and downloading them; policies, retention, keys',
  agents: 'Who is signed in, and how',
  commands: 'What a seat can do, one request a command; `Idempotency-Key` makes a repetition harmless',
  voicemail: 'Boxes, the messages in them, their greetings',
  routing: 'Where calls go: rules, ring groups, schedules, lists of numbers',
  webhooks: 'News posted to other systems: signed, in order, tried again for a day (docs/api.md)',
  'screen pops': 'Pages that seats open for calls',
  'click to dial': 'Dialling from web pages (docs/click-to-dial.md)',
  'follow-me': 'Whom calls follow when the wanted person is out',
  stations: 'Do-not-disturb and forwarding',
  music: 'What callers hear who wait',
  users: 'Accounts',
  board: 'The voice board',
  bench: 'The simulated world',
  system: 'Settings and health',
} as const;

/** OpenAPI from the routes' own schemas, policies and examples, and the page that shows it. Registered before the routes. */
export async function documentRoutes(app: HttpApp, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Trunkline',
        version,
        description:
          'Calls, agents and recordings of the call centre. Refusals of every kind have the body `{code, message, ids?}`. ' +
          '`x-who` names the roles that may ask. Two WebSockets stand beside these: `/api/events`, the journal’s CSTA ' +
          'events with catch-up, and `/seat`, the seat protocol. docs/api.md tells of both, and of signatures.',
      },
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'trunkline_session' },
          bearer: { type: 'http', scheme: 'bearer', description: 'The token of POST /api/tokens' },
          dialToken: { type: 'http', scheme: 'bearer', description: 'A token of POST /api/me/dial-tokens' },
        },
      },
      security: [{ cookie: [] }, { bearer: [] }],
    },
    transform: describeRoute,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    schema: { hide: true },
    handler: async () => app.swagger(),
  });
}

/** The route's schemas as JSON schemas, with its example and who may ask. */
const describeRoute: SwaggerTransform = (document) => {
  const { schema, url } = jsonSchemaTransform(document);
  const method = [document.route.method].flat()[0] ?? '';
  const policy = routePolicy(method, url);
  if (schema === undefined || schema.hide === true) return { schema, url };
  const described = {
    ...schema,
    ...bytesOf(schema),
    ...accessOf(policy),
    ...('security' in schema ? { security: schema.security } : {}),
  };
  const example = ROUTE_EXAMPLES[`${method} ${url}`];
  return { schema: example === undefined ? described : withExample(described, example), url };
};

/** A body that is no JSON has no schema of the contract: it is the file itself. */
function bytesOf(schema: object): Readonly<Record<string, unknown>> {
  const isFile = 'consumes' in schema && !('body' in schema);
  return isFile ? { body: { type: 'string', format: 'binary' } } : {};
}

function accessOf(policy: RoutePolicy | undefined): Readonly<Record<string, unknown>> {
  if (policy === undefined) return {};
  return policy.who === 'everybody' ? { 'x-who': 'everybody', security: [] } : { 'x-who': policy.who };
}

/** The example where OpenAPI wants it: at the body, at each parameter, at the answer that comes. */
function withExample<Schema extends object>(schema: Schema, example: RouteExample): Schema {
  const { params, query, body, status, answer } = example;
  const response = answer === undefined ? {} : { response: withIn(schema, 'response', { [status]: answer }) };
  return {
    ...schema,
    'x-status': status,
    ...(params === undefined ? {} : { params: withProperties(schema, 'params', params) }),
    ...(query === undefined ? {} : { querystring: withProperties(schema, 'querystring', query) }),
    ...(body === undefined ? {} : { body: { ...partOf(schema, 'body'), examples: [body] } }),
    ...response,
  };
}

/** The named part of a schema, whose own parts each get their example. */
function withIn(schema: object, name: string, examples: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const part = partOf(schema, name);
  const told = Object.entries(examples).map(([key, example]) => [key, { ...partOf(part, key), examples: [example] }]);
  return { ...part, ...Object.fromEntries(told) };
}

function withProperties(schema: object, name: string, examples: Readonly<Record<string, unknown>>): object {
  const part = partOf(schema, name);
  return { ...part, properties: withIn(part, 'properties', examples) };
}

function partOf(schema: object, name: string): Readonly<Record<string, unknown>> {
  const part: unknown = Reflect.get(schema, name);
  return typeof part === 'object' && part !== null ? { ...part } : {};
}
