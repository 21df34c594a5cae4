import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { monitorUrlFor } from './monitor-url.ts';

/** What came of calling a monitor: nothing of its URL is in it. */
export type MonitorCall =
  /** It answered 2xx. */
  | 'called'
  /** There is trouble, and the monitor has no form for that: it hears of it by the silence. */
  | 'leftSilent'
  /** `answered 404`, or Node's error code. */
  | { readonly fault: string };

/** For one attempt. A monitor waits for minutes, so two attempts are enough. */
const attemptTimeoutMs = 3_000;
const attempts = 2;

/**
 * Calls the monitor outside AWS that the webhook secret names, by GET: see {@link monitorUrlFor}. It takes at most six seconds
 * and never rejects. Redirects are not followed, since the URL is a secret.
 *
 * @param isWell false: the run failed, or a finding stands.
 */
export async function callHeartbeatMonitor(url: URL, isWell: boolean): Promise<MonitorCall> {
  const target = monitorUrlFor(url, isWell);
  if (target === undefined) return 'leftSilent';
  let fault = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await get(target);
    if (answer === undefined) return 'called';
    fault = answer;
  }
  return { fault };
}

/** What was wrong with the answer; undefined: nothing. */
function get(url: URL): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
      agent: false,
      headers: { 'user-agent': 'root-alert' },
    });
    const end = (fault: string | undefined): void => {
      clearTimeout(timer);
      resolve(fault);
      request.destroy();
    };
    const timer = setTimeout(() => end('TIMEOUT'), attemptTimeoutMs);
    request.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.name));
    request.on('response', ({ statusCode = 0 }) => {
      end(statusCode >= 200 && statusCode < 300 ? undefined : `answered ${statusCode}`);
    });
    request.end();
  });
}
