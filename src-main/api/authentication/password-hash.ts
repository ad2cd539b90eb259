import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane; about 30 ms of a core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** At most so many at once: each holds 19 MiB and a thread of the pool. */
const AT_ONCE = 2;

interface PhcParts {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** Makes and checks password hashes, two at a time; the rest wait. One a process. */
export class PasswordHasher {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** A PHC string (`$argon2id$v=19$m=…`) of the password with a fresh salt. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const parts = { memory: MEMORY_KIB, passes: PASSES, parallelism: PARALLELISM, salt };
    const tag = await this.#derive(password, parts, TAG_BYTES);
    return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${unpadded(salt)}$${unpadded(tag)}`;
  }

  /** Compares in constant time, by the parameters that the string names. A string that is no PHC matches nothing. */
  async verify(password: string, phc: string): Promise<boolean> {
    const parts = parsePhc(phc);
    if (parts === undefined) return false;
    const tag = await this.#derive(password, parts, parts.tag.length);
    return timingSafeEqual(tag, parts.tag);
  }

  async #derive(password: string, parts: Omit<PhcParts, 'tag'>, tagLength: number): Promise<Buffer> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await derive('argon2id', {
        message: password.normalize('NFKC'),
        nonce: parts.salt,
        parallelism: parts.parallelism,
        tagLength,
        memory: parts.memory,
        passes: parts.passes,
      });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

/** Whether the string was made with weaker parameters than today's and should be made anew at the next login. */
export function isOutdated(phc: string): boolean {
  const parts = parsePhc(phc);
  return parts === undefined || parts.memory < MEMORY_KIB || parts.passes < PASSES;
}

function parsePhc(phc: string): PhcParts | undefined {
  const found =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,86})$/.exec(phc);
  if (found === null) return undefined;
  const [, memory, passes, parallelism, salt = '', tag = ''] = found;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
