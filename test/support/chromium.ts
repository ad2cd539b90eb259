import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

/** Without them the browser calls home at every start, which a closed network answers with noise. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export interface BrowserRoom {
  readonly page: Page;
  close(): Promise<void>;
}

/** Debian's Chromium without a screen, with a profile of its own. Errors of the page's console are kept. */
export async function openBrowser(options: {
  readonly locale: string;
  readonly errors: string[];
}): Promise<BrowserRoom> {
  const profile = await mkdtemp(join(tmpdir(), 'trunkline-profile-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    locale: options.locale,
    viewport: { width: 1366, height: 768 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => options.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') options.errors.push(message.text());
  });
  return {
    page,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
