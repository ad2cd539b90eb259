import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';

/** Loopback and the networks of houses: allowed only if the settings say so. */
const HOUSE = listOf([
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
]);

/**
 * Never a receiver: this network, link-local (where clouds keep their secrets), multicast, reserved, documentation, and
 * the IPv6 forms that carry an IPv4 address past a check (RFC 6052 and 3056). IANA's special-purpose registries.
 */
const NOWHERE = listOf([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]);

/** Told as the error code of a connection that was not made. */
export const ADDRESS_NOT_ALLOWED = 'TRUNKLINE_ADDRESS_NOT_ALLOWED';

class AddressNotAllowed extends Error {
  readonly code = ADDRESS_NOT_ALLOWED;
}

/**
 * Keeps the server from being sent against machines that only it can reach. A name is judged by the very addresses that
 * the connection is then made to, so a name that changes its meaning between the check and the call gains nothing.
 */
export class AddressGuard {
  readonly #allowPrivate: boolean;
  readonly #resolve: (hostname: string) => Promise<readonly LookupAddress[]>;

  /** @param resolve for tests; else the system's resolver. */
  constructor(allowPrivate: boolean, resolve: (hostname: string) => Promise<readonly LookupAddress[]> = lookupAll) {
    this.#allowPrivate = allowPrivate;
    this.#resolve = resolve;
  }

  /** What can be said of an address before it is called: its form, and where a literal one leads. */
  check(address: string): Result<URL, Fault> {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
      return failed(notAllowed('it is no http or https address'));
    if (url.username !== '' || url.password !== '') return failed(notAllowed('it holds a user or a password'));
    const host = bareHost(url);
    const mayBeCalled = isIP(host) === 0 ? this.#allowPrivate || host !== 'localhost' : this.allows(host);
    return mayBeCalled ? ok(url) : failed(notAllowed('it leads to this machine, its network or a reserved place'));
  }

  /** Whether a receiver may have this IP address. */
  allows(ip: string): boolean {
    const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(ip) === 0 || NOWHERE.check(ip, family)) return false;
    return this.#allowPrivate || !HOUSE.check(ip, family);
  }

  /** For a connection: resolves the name and refuses unless every address is allowed. */
  readonly lookup: LookupFunction = (hostname, options, answer) => {
    void this.#judged(hostname).then((found) => {
      if (found instanceof Error) return answer(found, '');
      if (options.all === true) return answer(null, [...found]); // oxlint-disable-line no-null -- Node's own word
      return answer(null, found[0]?.address ?? '', found[0]?.family); // oxlint-disable-line no-null -- Node's own word
    });
  };

  async #judged(hostname: string): Promise<readonly LookupAddress[] | Error> {
    try {
      const found = await this.#resolve(hostname);
      const isAllowed = found.length > 0 && found.every(({ address }) => this.allows(address));
      return isAllowed ? found : new AddressNotAllowed('the name leads to an address that is not allowed');
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** The host of an address without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function lookupAll(hostname: string): Promise<readonly LookupAddress[]> {
  return lookup(hostname, { all: true });
}

function listOf(subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix, family] of subnets) list.addSubnet(network, prefix, family);
  return list;
}

function notAllowed(now: string): Fault {
  return {
    kind: 'misuse',
    code: 'webhook/addressNotAllowed',
    tried: 'use the address for a webhook',
    now,
    next: 'Give an address outside, or set "webhookPrivateAddresses" in settings.json for receivers in the own network.',
  };
}
