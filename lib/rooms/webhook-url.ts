export type RoomKind = 'dooray' | 'slack';

/** Dooray's clouds, and any tenant's own host below them (see docs/rooms.md). */
const doorayDomains = ['dooray.com', 'dooray.co.kr', 'gov-dooray.com', 'gov-dooray.co.kr'];
const slackHosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

/**
 * Which kind of room a webhook URL belongs to, by its host alone; a loopback or extra host is a
 * Dooray. Undefined: alerts must not be sent there.
 */
export function roomKindOf(url: URL, extraHosts: readonly string[]): RoomKind | undefined {
  if (url.username !== '' || url.password !== '') return undefined;
  if (isLoopback(url.hostname)) return isHttp(url) ? 'dooray' : undefined;
  if (url.protocol !== 'https:') return undefined;
  if (extraHosts.includes(url.host)) return 'dooray';
  if (url.port !== '' || !url.pathname.startsWith('/services/')) return undefined;
  if (slackHosts.includes(url.hostname)) return 'slack';
  const isDooray = doorayDomains.some(
    (domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`),
  );
  return isDooray ? 'dooray' : undefined;
}

/** Whether the host says nothing of the kind: then the secret's key decides. */
export function takesEitherKind(url: URL, extraHosts: readonly string[]): boolean {
  return isLoopback(url.hostname) || extraHosts.includes(url.host);
}

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** Whether a host, as `URL.hostname` gives it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
