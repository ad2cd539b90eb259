import { existsSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { notFound, type HttpApp } from './http-app.ts';
import { errorBodyOf, refusal, statusOf } from './http-fault.ts';

/** Files whose name holds a hash of their content never change. */
const HASHED_FILES = /\/assets\//;
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The built seat client: a file when there is one, else the page itself, which knows its own paths. Nothing remote
 * may be loaded; styles may be inline, because the component library writes them.
 * @param seatFolder absent when the client has not been built: the page then says so.
 */
export async function serveSeatPages(app: HttpApp, seatFolder: string | undefined): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Loopback and the LAN are plain HTTP unless a proxy stands before it.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
  const built = seatFolder !== undefined && existsSync(join(seatFolder, 'index.html')) ? seatFolder : undefined;
  if (built !== undefined) {
    await app.register(fastifyStatic, {
      root: built,
      wildcard: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = HASHED_FILES.test(path.replaceAll('\\', '/'));
        response.header('cache-control', isHashed ? FOREVER : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.replace(/\?.*$/, '');
    const isPage =
      request.method === 'GET' && !/^\/(api|seat|bench\/audio|metrics|health)(\/|$)/.test(path) && !/\.\w+$/.test(path);
    if (isPage && built !== undefined) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    const fault = isPage ? notBuilt() : notFound('the page');
    return reply.code(statusOf(fault.code)).send(errorBodyOf(fault));
  });
}

function notBuilt() {
  const next = 'Run `npm run build`; the API works without it.';
  return refusal('request/notFound', 'open the seat client', 'it has not been built', next);
}
