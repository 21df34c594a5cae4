import { isLoopback } from '../loopback.ts';
import { pasteFault } from '../rooms/pasted-url.ts';

/** What the key `heartbeat` of the webhook secret says. */
export type MonitorSetting =
  | { readonly url: URL; readonly fault?: undefined }
  | { readonly url?: undefined; readonly fault: string };

/**
 * Reads the URL of a monitor outside AWS that is called by each run of reconcile: https, or anything on loopback.
 *
 * @returns the URL, or the end of a sentence that says what was expected. It never holds the value.
 */
export function readMonitorUrl(item: unknown): MonitorSetting {
  const expected = 'expected one https URL that a monitor wants to be called at';
  const pasted = Array.isArray(item) ? 'not a list' : pasteFault(item);
  if (pasted !== undefined) return { fault: `${expected}, ${pasted}` };
  const url = new URL(String(item).trim());
  const isSafe = url.protocol === 'https:' || isLoopback(url.hostname);
  return isSafe ? { url } : { fault: `${expected}, not one with http` };
}

/**
 * What to call. In trouble, it is the form in which the monitor is told of a failure; undefined where none is known for it:
 * then nothing is called, and the monitor hears of the trouble by the silence.
 *
 * - Healthchecks (`hc-ping.com`, self-hosted `/ping/…`) and Better Stack: `/fail` behind the path
 *   (healthchecks.io/docs/signaling_failures, betterstack.com/docs/uptime/cron-and-heartbeat-monitor).
 * - Uptime Kuma (`/api/push/…?status=up`, github.com/louislam/uptime-kuma/issues/279): `status=down` (unsourced).
 * - Cronitor (`cronitor.link`): `state=fail` (unsourced).
 * - Loopback stands for Healthchecks, so that it can be tried out.
 */
export function monitorUrlFor(url: URL, isWell: boolean): URL | undefined {
  if (isWell) return url;
  const failing = new URL(url);
  const { hostname, pathname } = url;
  if (pathname.includes('/api/push/')) {
    failing.searchParams.set('status', 'down');
    failing.searchParams.set('msg', 'root-alert');
    return failing;
  }
  if (isUnder(hostname, 'cronitor.link')) {
    failing.searchParams.set('state', 'fail');
    return failing;
  }
  const takesFail =
    isUnder(hostname, 'hc-ping.com') ||
    isUnder(hostname, 'betterstack.com') ||
    isUnder(hostname, 'betteruptime.com') ||
    pathname.startsWith('/ping/') ||
    isLoopback(hostname);
  if (!takesFail) return undefined;
  failing.pathname = `${pathname.replace(/\/+$/, '')}/fail`;
  return failing;
}

function isUnder(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
