import type { Clock } from '../../foundation/clock.ts';
import type { HttpApp } from '../http-app.ts';
import type { Metrics } from '../metrics.ts';

/** `/metrics` in Prometheus' text form, and the measuring of every request. */
export function metricsRoute(app: HttpApp, metrics: Metrics, clock: Clock): void {
  const startedMs = new WeakMap<object, number>();
  app.addHook('onRequest', async (request) => void startedMs.set(request, clock.monotonicMs()));
  app.addHook('onResponse', async (request, reply) => {
    const began = startedMs.get(request);
    if (began === undefined) return;
    // The pattern, never the address: ids and search words are nobody's label.
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.httpSeconds.observe(labels, (clock.monotonicMs() - began) / 1000);
  });
  app.route({
    method: 'GET',
    url: '/metrics',
    schema: { hide: true },
    handler: async (_request, reply) => {
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  });
}
