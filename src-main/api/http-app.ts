import Fastify, { type FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { FaultError, type Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/logger.ts';
import type { Identity } from './authentication/session-keeper.ts';
import { errorBodyOf, refusal, statusOf } from './http-fault.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access hook; absent on routes that need nobody. */
    identity: Identity | undefined;
  }
}

const BODY_LIMIT_BYTES = 256 * 1024;

/** A fastify whose schemas are the contract's zod schemas and whose every refusal is an ErrorBody. */
export function createHttpApp(log: Log) {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    // A client that opens a connection and says nothing, or asks for ever, holds nothing for long.
    connectionTimeout: 60_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('identity', undefined);
  app.setErrorHandler((error, request, reply) => {
    const fault = faultOf(error);
    if (fault.kind === 'defect') logDefect(log, request, error);
    const seconds = fault.ids?.['retryAfterSeconds'];
    if (seconds !== undefined) void reply.header('retry-after', String(seconds));
    // A stream that failed before its first byte has said what it would have been.
    void reply.removeHeader('content-length').type('application/json; charset=utf-8');
    return reply.code(statusOf(fault.code)).send(errorBodyOf(fault));
  });
  return app;
}

export type HttpApp = ReturnType<typeof createHttpApp>;

/** Who asks, on a route whose policy demands somebody. */
export function identityOn(request: FastifyRequest): Identity {
  if (request.identity === undefined) throw new Error('a route without a policy for somebody asked who it is');
  return request.identity;
}

export function notFound(what: string): Fault {
  return refusal('request/notFound', `find ${what}`, 'there is none', 'Check the address.');
}

/** Whatever was thrown, as a fault: our own, a refusal of the framework, else a defect. */
function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const places = error.validation.map((issue) => `${issue.instancePath || '/'} ${issue.message ?? ''}`.trim());
    return refusal(
      'request/invalid',
      'read the request',
      `it is not as agreed: ${places.join('; ')}`,
      'See /api/docs.',
    );
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return refusal('request/tooLarge', 'read the request', 'its body is too large', 'Send less.');
  if (status === 429) return refusal('request/rateLimited', 'answer', 'too many requests came', 'Slow down.');
  if (status === 404) return notFound('the page');
  if (status >= 400 && status < 500) {
    return refusal('request/invalid', 'read the request', 'it cannot be understood', 'See /api/docs.');
  }
  const now = 'it failed in a way that it must not';
  return { kind: 'defect', code: 'server/defect', tried: 'answer the request', now, next: 'See the log.' };
}

function logDefect(log: Log, request: FastifyRequest, error: unknown): void {
  const route = `${request.method} ${request.routeOptions.url ?? '?'}`;
  log.error('a request ended in a defect', {
    route,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}
