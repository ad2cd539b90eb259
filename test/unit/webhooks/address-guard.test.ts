import assert from 'node:assert/strict';
import { AddressGuard } from '../../../src-main/services/webhooks/index.ts';

const OUTSIDE = ['http://93.184.216.34/', 'https://crm.example:8443/hook?x=1', 'http://[2606:2800:220:1::1]/'];
const HOUSE = [
  'http://localhost/',
  'http://127.0.0.1:8680/',
  'http://127.9.9.9/',
  'http://10.1.2.3/',
  'http://172.31.255.255/',
  'http://192.168.1.10/',
  'http://100.64.0.1/',
  'http://[::1]/',
  'http://[fd00::1]/',
  'http://[::ffff:192.168.1.10]/',
  'http://2130706433/',
  'http://0x7f.1/',
];
const NOWHERE = [
  'http://169.254.169.254/latest/meta-data',
  'http://0.0.0.0/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[fe80::1]/',
  'http://[ff02::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[::]/',
  'http://[::ffff:169.254.169.254]/',
];
const NO_ADDRESS = ['', 'crm.example', 'ftp://crm.example/', 'file:///etc/passwd', 'http://user:secret@crm.example/'];

describe('the guard of webhook addresses', () => {
  const passed = (guard: AddressGuard, addresses: readonly string[]): readonly string[] =>
    addresses.filter((address) => guard.check(address).ok);

  it('lets addresses outside pass, and none of the own machine or network', () => {
    const guard = new AddressGuard(false);
    assert.deepEqual(passed(guard, [...OUTSIDE, ...HOUSE, ...NOWHERE, ...NO_ADDRESS]), OUTSIDE);
  });

  it('lets the own network pass when the settings say so, and reserved places never', () => {
    const guard = new AddressGuard(true);
    assert.deepEqual(passed(guard, [...OUTSIDE, ...HOUSE, ...NOWHERE, ...NO_ADDRESS]), [...OUTSIDE, ...HOUSE]);
  });

  for (const [name, addresses, isAllowed] of [
    ['outside', ['93.184.216.34'], true],
    ['the house', ['192.168.1.10'], false],
    ['both', ['93.184.216.34', '127.0.0.1'], false],
    ['nowhere at all', [], false],
  ] as const) {
    it(`${isAllowed ? 'connects' : 'does not connect'} to a name that leads to ${name}`, async () => {
      const found = addresses.map((address) => ({ address, family: 4 }));
      const guard = new AddressGuard(false, async () => found);
      const answer = await new Promise((resolve) => {
        guard.lookup('crm.example', { all: true }, (error, address) => resolve(error ?? address));
      });
      assert.equal(answer instanceof Error, !isAllowed);
      if (isAllowed) assert.deepEqual(answer, found);
    });
  }
});
