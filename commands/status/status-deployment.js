import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openClient } from '../aws-client.js';
import { fix, looking, note, ok } from './status-row.js';

/**
 * @param {import('../stack.js').Stack} stack
 * @param {string} stage
 * @returns {import('./status-row.js').Row[]}
 */
export function stackRows({ name, status, changedAt }, stage) {
  const what = 'stack';
  const found = `${name}: ${status}${changedAt === undefined ? '' : ` since ${changedAt.toISOString()}`}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return [ok(what, found)];
  if (status.endsWith('_IN_PROGRESS')) return [note(what, found, 'Look again when it is over.')];
  return [fix(what, found, `The last deployment failed: npx sls deploy --stage ${stage}`)];
}

/**
 * Whether the secrets have values. None is ever read.
 *
 * @param {import('../stack.js').Stack} stack
 * @param {{ stage: string, region: string }} options
 */
export async function secretRows({ resources }, { stage, region }) {
  const client = openClient(SecretsManagerClient, region);
  const secrets = [
    { what: 'webhook', example: '{"dooray": "<webhook URL>"}' },
    ...(resources['NcloudActivityLambdaFunction'] === undefined
      ? []
      : [{ what: 'ncloud', example: '{"accessKey": "<key>", "secretKey": "<secret>"}' }]),
  ];
  const rows = await Promise.all(
    secrets.map(({ what, example }) =>
      looking(`secret ${what}`, async () => {
        const id = `root-alert/${stage}/${what}`;
        const { VersionIdsToStages = {}, LastChangedDate } = await client.send(
          new DescribeSecretCommand({ SecretId: id }),
        );
        // A rotation that broke off leaves a version that is only AWSPENDING, which nobody can read as current.
        const isSet = Object.values(VersionIdsToStages).some((it) => it.includes('AWSCURRENT'));
        const changed =
          LastChangedDate === undefined ? '' : ` since ${LastChangedDate.toISOString()}`;
        return isSet
          ? [ok(`secret ${what}`, `${id}: set${changed}`)]
          : [
              fix(
                `secret ${what}`,
                `${id}: empty`,
                `aws secretsmanager put-secret-value --region ${region} --secret-id ${id} --secret-string '${example}'`,
              ),
            ];
      }),
    ),
  );
  return rows.flat();
}
