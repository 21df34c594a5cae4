import * as v from 'valibot';
import { jsonOrText } from '../json.ts';

/** A Naver Cloud account to watch, and the key that reads its activities. */
export interface NcloudAccount {
  /** What messages call it. The ledger keeps its poll's position under this name, so it must stay when keys are rotated. */
  readonly name: string;
  readonly accessKey: string;
  /** Secret. */
  readonly secretKey: string;
  readonly apiUrl: URL;
}

/** The accounts that can be polled, and what is wrong with the other entries. */
export interface NcloudAccounts {
  readonly accounts: readonly NcloudAccount[];
  /** Sentences that name a key and what was expected there, never its value. */
  readonly faults: readonly string[];
}

/** One host for each cloud, whatever the region (Ncloud API guide, "Cloud Activity Tracer"; fin: public code). */
const hostOf = {
  public: 'cloudactivitytracer.apigw.ntruss.com',
  gov: 'cloudactivitytracer.apigw.gov-ntruss.com',
  fin: 'cloudactivitytracer.apigw.fin-ntruss.com',
} as const;

const maxAccounts = 50;

/** A header accepts no other characters. */
const key = (what: string) =>
  v.pipe(
    v.optional(v.unknown(), ''),
    v.check(
      (value) => typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value.trim()),
      `expected the ${what} of a sub account`,
    ),
    v.transform((value) => String(value).trim()),
  );

const schema = v.object({
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
 * Parses the text of the secret with the keys of Naver Cloud: one account or a list. A bad entry never stops the
 * others from being polled.
 *
 * @param apiUrl replaces the address of the account's cloud.
 */
export function parseAccountSecret(secret: string, apiUrl: URL | undefined): NcloudAccounts {
  const value = jsonOrText(secret);
  const entries: unknown[] = Array.isArray(value) ? value : [value];
  if (entries.length === 0 || !entries.some(isObject)) {
    return { accounts: [], faults: [`ncloud secret: ${expected}.`] };
  }
  const accounts: NcloudAccount[] = [];
  const faults: string[] = [];
  for (const [index, entry] of entries.slice(0, maxAccounts).entries()) {
    const where = Array.isArray(value) ? `ncloud secret, entry ${index + 1}` : 'ncloud secret';
    const parsed = parseEntry(entry, index, apiUrl);
    if ('wrong' in parsed) faults.push(...parsed.wrong.map((text) => `${where}${text}.`));
    else if (accounts.some(({ name }) => name === parsed.account.name)) {
      faults.push(`${where}, key name: expected a name that no other entry has.`);
    } else accounts.push(parsed.account);
  }
  if (entries.length > maxAccounts) {
    faults.push(`ncloud secret: expected at most ${maxAccounts} accounts.`);
  }
  return { accounts, faults };
}

/** `wrong`: what is wrong with the entry, to be put behind its place. */
function parseEntry(
  entry: unknown,
  index: number,
  apiUrl: URL | undefined,
): { readonly account: NcloudAccount } | { readonly wrong: readonly string[] } {
  if (!isObject(entry)) return { wrong: [`: ${expectedEntry}`] };
  const parsed = v.safeParse(schema, entry);
  if (!parsed.success) {
    return {
      wrong: parsed.issues.map((issue) => `, key ${v.getDotPath(issue) ?? ''}: ${issue.message}`),
    };
  }
  const { accessKey, secretKey, cloud } = parsed.output;
  const name = parsed.output.name ?? (index === 0 ? 'ncloud' : `ncloud-${index + 1}`);
  return {
    account: {
      name,
      accessKey,
      secretKey,
      apiUrl: apiUrl ?? new URL(`https://${hostOf[cloud]}`),
    },
  };
}

/** The guides of Naver Cloud's functions give the keys these names. */
const parameterOf = {
  accessKey: 'NCLOUD_ACCESS_KEY',
  secretKey: 'NCLOUD_SECRET_KEY',
  cloud: 'NCLOUD_CLOUD',
  name: 'NCLOUD_NAME',
} as const;

/**
 * Parses one account from an action's parameters or a shell's environment, where there is no secret:
 * `NCLOUD_ACCESS_KEY`, `NCLOUD_SECRET_KEY` and, if given, `NCLOUD_CLOUD` and `NCLOUD_NAME`.
 *
 * @param apiUrl replaces the address of the account's cloud.
 */
export function parseAccountParameters(
  parameters: Readonly<Record<string, unknown>>,
  apiUrl: URL | undefined,
): NcloudAccounts {
  const entry = Object.entries(parameterOf).map(([key, name]) => [
    key,
    parameters[name] || undefined,
  ]);
  const { accounts, faults } = parseAccountSecret(
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
