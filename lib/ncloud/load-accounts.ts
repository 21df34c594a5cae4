import { createSecretReader } from '../aws/secret-text.ts';
import { type CachedValue, createCachedValue } from '../cached-value.ts';
import { ConfigError } from '../config.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import {
  type NcloudAccounts,
  parseAccountParameters,
  parseAccountSecret,
} from './parse-accounts.ts';

const example =
  '{"accessKey": "<access key>", "secretKey": "<secret key>", "cloud": "public", "name": "<name>"}';

/**
 * Loads the accounts of Naver Cloud to poll: from the secret, which is cached for as long as the webhook is, or in
 * local mode from `NCLOUD_ACCESS_KEY` and `NCLOUD_SECRET_KEY`.
 *
 * Loading rejects with {@link ConfigError}, which says what was expected, when no account can be polled.
 *
 * @throws {ConfigError} when no secret is named.
 */
export function createAccountLoader(
  { config, clock, isLocal }: Pick<DeliveryDeps, 'config' | 'clock' | 'isLocal'>,
  env: Readonly<Record<string, string | undefined>>,
): Pick<CachedValue<NcloudAccounts>, 'get' | 'reread'> {
  if (isLocal) {
    const load = async () => usable(parseAccountParameters(env, config.ncloudApiUrl));
    return { get: load, reread: load };
  }
  if (config.ncloudSecretId === undefined) {
    throw new ConfigError(
      'NCLOUD_SECRET_ID: expected the name or ARN of the secret that holds the keys of Naver Cloud.',
    );
  }
  const readSecret = createSecretReader(config.ncloudSecretId, example);
  const load = async () => usable(parseAccountSecret(await readSecret(), config.ncloudApiUrl));
  return createCachedValue(load, { maxAgeMs: config.webhookCacheMs, clock });
}

/** A secret without a usable account is never cached, like a failed read. */
function usable(setting: NcloudAccounts): NcloudAccounts {
  if (setting.accounts.length === 0) throw new ConfigError(setting.faults.join(' '));
  return setting;
}
