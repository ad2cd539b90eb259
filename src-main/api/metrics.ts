import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DisposableStack, type Disposable } from '../foundation/disposable.ts';
import type { CallControl } from '../mediator/call-control.ts';
import type { AgentsPort } from './ports.ts';

export interface MetricsParts {
  readonly calls: CallControl;
  readonly agents: AgentsPort;
  readonly resyncs: () => number;
}

/** What Prometheus is told. One registry a server; labels never hold anything of a person. */
export class Metrics implements Disposable {
  readonly registry = new Registry();
  readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly seatSockets: Gauge;
  readonly seatFrames: Counter<'way'>;
  readonly seatClosures: Counter<'reason'>;
  readonly #subscriptions = new DisposableStack();

  constructor(parts: MetricsParts) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.httpSeconds = new Histogram({
      name: 'trunkline_http_request_seconds',
      help: 'Time to answer HTTP requests',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    this.seatSockets = new Gauge({ name: 'trunkline_seat_sockets', help: 'Seats connected now', registers });
    this.seatFrames = new Counter({
      name: 'trunkline_seat_frames_total',
      help: 'Frames of the seat protocol, by way',
      labelNames: ['way'],
      registers,
    });
    this.seatClosures = new Counter({
      name: 'trunkline_seat_closures_total',
      help: 'Seat sockets that ended, by reason',
      labelNames: ['reason'],
      registers,
    });
    this.#gaugesOf(parts);
    this.#countersOf(parts);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.registry.clear();
  }

  #gaugesOf({ calls, agents }: MetricsParts): void {
    const registers = [this.registry];
    new Gauge({
      name: 'trunkline_calls',
      help: 'Calls that are up, by direction',
      labelNames: ['direction'],
      registers,
      collect() {
        for (const direction of ['inbound', 'outbound', 'internal']) this.set({ direction }, 0);
        for (const call of calls.calls.values()) this.inc({ direction: call.direction });
      },
    });
    new Gauge({
      name: 'trunkline_channels',
      help: 'Channels of the board, by kind and state',
      labelNames: ['kind', 'state'],
      registers,
      collect() {
        this.reset();
        for (const device of calls.devices.all()) {
          this.inc({ kind: device.description.kind, state: device.channel.state });
        }
      },
    });
    new Gauge({
      name: 'trunkline_agents',
      help: 'Agents, by state',
      labelNames: ['state'],
      registers,
      collect() {
        this.reset();
        for (const agent of agents.all()) this.inc({ state: agent.state });
      },
    });
  }

  #countersOf({ calls, resyncs }: MetricsParts): void {
    const registers = [this.registry];
    const laneEvents = new Counter({
      name: 'trunkline_lane_events_total',
      help: 'Events that came up from the board, by kind',
      labelNames: ['kind'],
      registers,
    });
    const callEvents = new Counter({
      name: 'trunkline_call_events_total',
      help: 'Events of the call journal, by kind',
      labelNames: ['kind'],
      registers,
    });
    new Counter({
      name: 'trunkline_lane_resyncs_total',
      help: 'Times that events were lost and a snapshot put the model right',
      registers,
      collect() {
        this.reset();
        this.inc(resyncs());
      },
    });
    this.#subscriptions.own(calls.onChannelEvent((event) => laneEvents.inc({ kind: event.kind })));
    this.#subscriptions.own(calls.onCallEvent((event) => callEvents.inc({ kind: event.kind })));
  }
}
