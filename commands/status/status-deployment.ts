import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import type { Deployment, Stack } from '../stack.ts';
import { fix, looking, note, ok, type Row } from './status-row.ts';

export function stackRows({ name, status, changedAt }: Stack, stage: string): Row[] {
  const what = 'stack';
  const found = `${name}: ${status}${changedAt === undefined ? '' : ` since ${changedAt.toISOString()}`}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return [ok(what, found)];
  if (status.endsWith('_IN_PROGRESS')) return [note(what, found, 'Look again when it is over.')];
  return [fix(what, found, `The last deployment failed: npx sls deploy --stage ${stage}`)];
}

/** Whether the secrets have values. The values are never read. */
export async function secretRows({ resources }: Stack, { stage, region }: Deployment) {
  const client = openClient(SecretsManagerClient, region);
  const names = resourceNames(stage);
  const secrets = [
    { what: 'webhook', id: names.webhookSecret, example: '{"dooray": "<webhook URL>"}' },
    ...(resources['NcloudActivityLambdaFunction'] === undefined
      ? []
      : [
          {
            what: 'ncloud',
            id: names.ncloudSecret,
            example: '{"accessKey": "<key>", "secretKey": "<secret>"}',
          },
        ]),
  ];
  const rows = await Promise.all(
    secrets.map(({ what, id, example }) =>
      looking(`secret ${what}`, async () => {
        const {
          VersionIdsToStages = {},
          LastChangedDate,
          DeletedDate,
        } = await client.send(new DescribeSecretCommand({ SecretId: id }));
        if (DeletedDate !== undefined) {
          return [
            fix(
              `secret ${what}`,
              `${id}: scheduled for deletion, and not to be read`,
              `aws secretsmanager restore-secret --region ${region} --secret-id ${id}`,
            ),
          ];
        }
        // A rotation that failed half-way leaves a version that is only AWSPENDING, which cannot be read as the current one.
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
