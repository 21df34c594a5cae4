/**
 * Keys that open nothing, and no way to others: `~/.aws` and the metadata service of EC2 are not asked.
 */
export const dummyCredentials = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'ap-northeast-2',
  AWS_DEFAULT_REGION: 'ap-northeast-2',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/**
 * The environment for Python's tools: this process's own, since their launchers live on PATH and in HOME, without
 * whatever would lead to an AWS account of the machine's owner.
 */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return { ...Object.fromEntries(own), ...dummyCredentials };
}
