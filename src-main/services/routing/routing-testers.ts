import type { InboundTest, InboundVerdict, OutboundTest, OutboundVerdict } from '../../contract/routing-requests.ts';
import type { ReadNumber, SeatedAgents } from './ports.ts';
import type { RoutingBook } from './routing-book.ts';

/** What would happen to a call: the same decisions as for live calls, with their whole path, and nothing is done. */
export class RoutingTesters {
  readonly #book: RoutingBook;
  readonly #agents: SeatedAgents;
  readonly #readNumber: ReadNumber;

  constructor(parts: { readonly book: RoutingBook; readonly agents: SeatedAgents; readonly readNumber: ReadNumber }) {
    this.#book = parts.book;
    this.#agents = parts.agents;
    this.#readNumber = parts.readNumber;
  }

  inbound({ number, dialled = '', trunkNo, at }: InboundTest): InboundVerdict {
    const trunk = trunkNo ?? this.#trunkOf(dialled);
    const decision = this.#book.decideInbound({ trunkNo: trunk, number, dialled, at });
    return {
      kind: decision.kind,
      vip: decision.vip !== undefined,
      why: [...decision.why],
      ...(decision.kind === 'matched' ? { ruleId: decision.ruleId } : {}),
      ...('next' in decision ? { next: decision.next } : {}),
    };
  }

  /** As the person would be judged who sits at the station now. */
  outbound({ number, stationNo, at }: OutboundTest): OutboundVerdict {
    const read = this.#readNumber(number);
    if (read.kind !== 'outside') return { kind: read.kind === 'internal' ? 'internal' : 'unknown', why: [] };
    const { digits } = read;
    const decision = this.#book.decideOutbound({ digits, stationNo, atMs: at, ...this.#agents.at(stationNo) });
    const prefix = digits === number.replace(/[^0-9*#]/g, '') ? [] : [{ kind: 'outsidePrefix' as const, digits }];
    const { trunkNos, ...verdict } = { trunkNos: undefined, ...decision };
    return {
      ...verdict,
      why: [...prefix, ...decision.why],
      ...(trunkNos === undefined ? {} : { trunkNos: [...trunkNos] }),
    };
  }

  /** The first trunk that has the number for its own. */
  #trunkOf(dialled: string): number | undefined {
    const own = Object.entries(this.#book.plan.settings.trunkNumbers).find(([, number]) => number === dialled);
    return dialled === '' || own === undefined ? undefined : Number(own[0]);
  }
}
