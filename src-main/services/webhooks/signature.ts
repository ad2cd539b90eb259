import { createHmac, randomBytes } from 'node:crypto';

/**
 * `t=<Unix seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<body>`, once for each secret that counts. The time is signed too,
 * so that a receiver can refuse what somebody recorded and sends again.
 */
export function signatureOf(body: string, nowMs: number, secrets: readonly string[]): string {
  const seconds = Math.floor(nowMs / 1000);
  const codes = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...codes.map((code) => `v1=${code}`)].join(',');
}

/** 192 bits, with a prefix by which a leaked one is known for what it is. */
export function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64url')}`;
}
