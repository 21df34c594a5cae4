import { createSecretReader } from '../aws/secret-text.ts';
import { type CachedValue, createCachedValue } from '../cached-value.ts';
import { ConfigError } from '../config.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { isLocalMode } from '../local-mode.ts';
import { type NcloudAccounts, readNcloudAccounts, readNcloudParameters } from './read-accounts.ts';

const example =
  '{"accessKey": "<access key>", "secretKey": "<secret key>", "cloud": "public", "name": "<name>"}';

/**
 * The accounts of Naver Cloud to poll: from the secret, kept as long as a webhook is, or, in local mode,
 * from `NCLOUD_ACCESS_KEY` and `NCLOUD_SECRET_KEY`.
 *
 * Reading rejects with {@link ConfigError}, naming what was expected, when not one account can be polled.
 *
 * @throws {ConfigError} when no secret is named.
 */
export function createNcloudAccounts(
  { config, clock }: Pick<DeliveryDeps, 'config' | 'clock'>,
  env: Readonly<Record<string, string | undefined>>,
): Pick<CachedValue<NcloudAccounts>, 'get' | 'reread'> {
  if (isLocalMode(env)) {
    const read = async () => usable(readNcloudParameters(env, config.ncloudApiUrl));
    return { get: read, reread: read };
  }
  if (config.ncloudSecretId === undefined) {
    throw new ConfigError(
      'NCLOUD_SECRET_ID: expected the name or ARN of the secret that holds the keys of Naver Cloud.',
    );
  }
  const readSecret = createSecretReader(config.ncloudSecretId, example);
  const read = async () => usable(readNcloudAccounts(await readSecret(), config.ncloudApiUrl));
  return createCachedValue(read, { maxAgeMs: config.webhookCacheMs, clock });
}

/** A secret with no account at all is like a failed read: never kept. */
function usable(setting: NcloudAccounts): NcloudAccounts {
  if (setting.accounts.length === 0) throw new ConfigError(setting.faults.join(' '));
  return setting;
}
