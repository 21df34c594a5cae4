import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { isLoopback } from '../loopback.ts';

/** A Naver Cloud account to watch, and the key to read its activities with. */
export interface NcloudAccount {
  /** How people call it, and how the ledger knows where its poll stands: it stays when the keys are rotated. */
  readonly name: string;
  readonly accessKey: string;
  /** Secret. */
  readonly secretKey: string;
  readonly apiUrl: URL;
}

/** What the secret says: the accounts that can be polled, and what is wrong with the rest. */
export interface NcloudAccounts {
  readonly accounts: readonly NcloudAccount[];
  /** Sentences that name the key and what was expected, never the value. */
  readonly faults: readonly string[];
}

/** One host for each cloud, whatever the region (Ncloud API guide, "Cloud Activity Tracer"; fin: public code). */
const hostOf = {
  public: 'cloudactivitytracer.apigw.ntruss.com',
  gov: 'cloudactivitytracer.apigw.gov-ntruss.com',
  fin: 'cloudactivitytracer.apigw.fin-ntruss.com',
} as const;

const maxAccounts = 50;

/** A header takes no other characters. */
const key = (what: string) =>
  v.pipe(
    v.optional(v.unknown(), ''),
    v.check(
      (value) => typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value.trim()),
      `expected the ${what} of a sub account`,
    ),
    v.transform((value) => String(value).trim()),
  );

const entry = v.object({
  accessKey: key('access key'),
  secretKey: key('secret key'),
  cloud: v.optional(v.picklist(['public', 'gov', 'fin'], 'expected public, gov or fin'), 'public'),
  name: v.optional(
    v.pipe(
      v.unknown(),
      v.check(
        (name) => typeof name === 'string' && /\S/.test(name) && name.length <= 50,
        'expected a name of at most 50 characters',
      ),
      v.transform((name) => String(name).trim()),
    ),
  ),
});

const expectedEntry =
  'expected JSON such as {"accessKey": "…", "secretKey": "…", "cloud": "public", "name": "payments"}';
const expected = `${expectedEntry}, or a list of those`;

const isObject = (it: unknown): boolean => typeof it === 'object' && it !== null;

/**
 * Reads the secret with the keys of Naver Cloud: one account or a list. A bad entry never keeps the others
 * from being polled.
 *
 * @param apiUrl another address than that of the account's cloud.
 */
export function readNcloudAccounts(secret: string, apiUrl: URL | undefined): NcloudAccounts {
  const value = jsonOrText(secret);
  const entries: unknown[] = Array.isArray(value) ? value : [value];
  if (entries.length === 0 || !entries.some(isObject)) {
    return { accounts: [], faults: [`ncloud secret: ${expected}.`] };
  }
  const accounts: NcloudAccount[] = [];
  const faults: string[] = [];
  const fault = (index: number, path: string, message: string) => {
    const where = Array.isArray(value) ? `, entry ${index + 1}` : '';
    faults.push(`ncloud secret${where}, key ${path}: ${message}.`);
  };
  for (const [index, it] of entries.slice(0, maxAccounts).entries()) {
    if (!isObject(it)) {
      faults.push(`ncloud secret, entry ${index + 1}: ${expectedEntry}.`);
      continue;
    }
    const parsed = v.safeParse(entry, it);
    for (const issue of parsed.issues ?? []) {
      fault(index, v.getDotPath(issue) ?? '', issue.message);
    }
    if (!parsed.success) continue;
    const { accessKey, secretKey, cloud } = parsed.output;
    const name = parsed.output.name ?? (index === 0 ? 'ncloud' : `ncloud-${index + 1}`);
    if (accounts.some((other) => other.name === name)) {
      fault(index, 'name', 'expected a name that no other entry has');
      continue;
    }
    accounts.push({
      name,
      accessKey,
      secretKey,
      apiUrl: apiUrl ?? new URL(`https://${hostOf[cloud]}`),
    });
  }
  if (entries.length > maxAccounts) {
    faults.push(`ncloud secret: expected at most ${maxAccounts} accounts.`);
  }
  return { accounts, faults };
}

/** Names that the guides of Naver Cloud's functions give to the keys. */
const parameterOf = {
  accessKey: 'NCLOUD_ACCESS_KEY',
  secretKey: 'NCLOUD_SECRET_KEY',
  cloud: 'NCLOUD_CLOUD',
  name: 'NCLOUD_NAME',
} as const;

/**
 * Reads one account from parameters or from the environment of a shell, where no secret is: `NCLOUD_ACCESS_KEY`,
 * `NCLOUD_SECRET_KEY` and, if given, `NCLOUD_CLOUD` and `NCLOUD_NAME`.
 *
 * @param apiUrl another address than that of the account's cloud.
 */
export function readNcloudParameters(
  parameters: Readonly<Record<string, unknown>>,
  apiUrl: URL | undefined,
): NcloudAccounts {
  const entry = Object.entries(parameterOf).map(([key, name]) => [
    key,
    parameters[name] || undefined,
  ]);
  const { accounts, faults } = readNcloudAccounts(
    JSON.stringify(Object.fromEntries(entry)),
    apiUrl,
  );
  return {
    accounts,
    faults: faults.map((fault) =>
      fault.replace(
        /^ncloud secret, key (\w+)/,
        (_, key: keyof typeof parameterOf) => parameterOf[key],
      ),
    ),
  };
}

/** Whether keys may be shown to this address: https, or a server on this machine. */
export function isNcloudApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isSafe && `${username}${password}${search}${hash}` === '' && pathname === '/';
}
