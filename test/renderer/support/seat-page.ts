import { chromium, type Browser, type Page } from 'playwright-core';

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface SeatPage {
  readonly page: Page;
  /** Errors of the page's scripts and of its console, policy violations among them. */
  readonly errors: string[];
}

/** A page of its own storage at `address`, in a language. */
export async function openSeat(
  browser: Browser,
  address: string,
  options: { locale: 'zh-CN' | 'en'; width?: number; height?: number },
): Promise<SeatPage> {
  const { locale, width = 1366, height = 768 } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addInitScript(
    (chosen) => localStorage.setItem('trunkline.seat', JSON.stringify({ locale: chosen })),
    locale,
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  await page.goto(address);
  return { page, errors };
}
