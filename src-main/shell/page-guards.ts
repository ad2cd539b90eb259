import type { Session, WebContents } from 'electron';

/** Says which origins the shell trusts at this moment: the server's, or none while the address is being asked for. */
export type TrustedOrigin = () => string | undefined;

/** What a page of the trusted origin may be granted: to notify, and the microphone of the tester's headset. */
const GRANTED = new Set<string>(['notifications', 'media']);

/** For every page that the shell shows, whatever the server sends: nothing is loaded from anywhere else. */
function contentSecurityPolicy(origin: string): string {
  const socket = origin.replace(/^http/, 'ws');
  return [
    `default-src 'self'`,
    `connect-src 'self' ${socket}`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `style-src 'self' 'unsafe-inline'`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** Permissions and headers of all windows; once, before the first window. */
export function guardSession(session: Session, trusted: TrustedOrigin): void {
  const isTrusted = (url: string): boolean => trusted() !== undefined && originOf(url) === trusted();
  session.setPermissionRequestHandler((contents, permission, grant) => {
    grant(GRANTED.has(permission) && isTrusted(contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return GRANTED.has(permission) && isTrusted(requestingOrigin);
  });
  session.webRequest.onHeadersReceived((details, answer) => {
    const origin = trusted();
    if (origin === undefined || !isTrusted(details.url)) return answer({});
    const headers = { ...details.responseHeaders, 'X-Content-Type-Options': ['nosniff'] };
    answer({ responseHeaders: withPolicy(headers, contentSecurityPolicy(origin)) });
  });
}

/** Two policies both hold: ours is added to the server's, not put in its place. */
function withPolicy(headers: Record<string, string[]>, policy: string): Record<string, string[]> {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-security-policy');
  const key = name ?? 'Content-Security-Policy';
  return { ...headers, [key]: [...(headers[key] ?? []), policy] };
}

/** Keeps a window on the trusted origin, or on the shell's own page; it opens no other window and embeds nothing. */
export function guardContents(contents: WebContents, trusted: TrustedOrigin, ownPage: string): void {
  const mayShow = (url: string): boolean => url === ownPage || (trusted() !== undefined && originOf(url) === trusted());
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!mayShow(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
