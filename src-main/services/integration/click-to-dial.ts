import { createHash, randomBytes } from 'node:crypto';
import {
  DIAL_TOKEN_PREFIX,
  dialTokenIdSchema,
  pageOriginsSchema,
  type DialToken,
  type DialTokenId,
} from '../../contract/click-to-dial.ts';
import type { UserId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { DialTokensRepository } from '../../storage/repositories/dial-tokens.ts';
import type { SettingsRepository } from '../../storage/repositories/settings.ts';

/** Name under which the settings keep the origins. */
const SETTING = 'clickToDialOrigins';

/**
 * Which pages of other systems may dial, and the personal tokens by which they do. A token lies in the storage of such a
 * page, where every script of the page can read it: therefore it can dial from its user's extension and nothing else.
 */
export class ClickToDial {
  readonly #settings: Pick<SettingsRepository, 'read' | 'write'>;
  readonly #tokens: DialTokensRepository;
  readonly #clock: Clock;
  #origins: readonly string[] = [];

  constructor(parts: {
    readonly settings: Pick<SettingsRepository, 'read' | 'write'>;
    readonly tokens: DialTokensRepository;
    readonly clock: Clock;
  }) {
    this.#settings = parts.settings;
    this.#tokens = parts.tokens;
    this.#clock = parts.clock;
  }

  async start(): Promise<void> {
    this.#origins = (await this.#settings.read(SETTING, pageOriginsSchema)) ?? [];
  }

  origins(): readonly string[] {
    return this.#origins;
  }

  allows(origin: string): boolean {
    return this.#origins.includes(origin);
  }

  async setOrigins(origins: readonly string[]): Promise<void> {
    this.#origins = [...new Set(origins)];
    await this.#settings.write(SETTING, this.#origins);
  }

  async makeToken(userId: UserId, title: string): Promise<DialToken & { readonly token: string }> {
    const token = `${DIAL_TOKEN_PREFIX}${randomBytes(24).toString('base64url')}`;
    const tokenId = dialTokenIdSchema.parse(`token_${randomBytes(8).toString('hex')}`);
    const made = { tokenId, title, createdAt: this.#clock.nowMs() };
    await this.#tokens.create({ ...made, userId }, hashOf(token));
    return { ...made, token };
  }

  async tokensOf(userId: UserId): Promise<readonly DialToken[]> {
    return (await this.#tokens.ofUser(userId)).map(({ userId: _userId, ...token }) => token);
  }

  /** Whether the user had such a token. */
  removeToken(tokenId: DialTokenId, userId: UserId): Promise<boolean> {
    return this.#tokens.remove(tokenId, userId);
  }

  /** Whose token it is; notes that it was used. */
  async prove(token: string): Promise<{ readonly tokenId: DialTokenId; readonly userId: UserId } | undefined> {
    const found = await this.#tokens.byHash(hashOf(token));
    if (found === undefined) return undefined;
    await this.#tokens.touch(found.tokenId, this.#clock.nowMs());
    return { tokenId: found.tokenId, userId: found.userId };
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
