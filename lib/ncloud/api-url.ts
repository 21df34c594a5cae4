import { isLoopback } from '../loopback.ts';

/** Whether keys may be sent to this address: https without a path, or a server on this machine. */
export function isNcloudApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isSafe && `${username}${password}${search}${hash}` === '' && pathname === '/';
}
