import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { resourceNames } from '../../lib/resource-names.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { escalationHintOn, ncloudFaultsIn, webhookFaultsIn } from '../../plugin/secret-faults.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import type { Deployment, Stack } from '../stack.ts';
import { fix, looking, note, ok, type Row } from './status-row.ts';

export function stackRows({ name, status, changedAt, version }: Stack, stage: string): Row[] {
  return [stateRow(name, status, changedAt, stage), versionRow(version, stage)];
}

function stateRow(name: string, status: string, changedAt: Date | undefined, stage: string): Row {
  const what = 'stack';
  const found = `${name}: ${status}${changedAt === undefined ? '' : ` since ${changedAt.toISOString()}`}`;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return ok(what, found);
  if (status.endsWith('_IN_PROGRESS')) return note(what, found, 'Look again when it is over.');
  return fix(what, found, `The last deployment failed: npx sls deploy --stage ${stage}`);
}

/** Whether what is deployed is what lies in this folder: commands of another version may look for other parts. */
function versionRow(deployed: string | undefined, stage: string): Row {
  const what = 'version';
  const here = packageJson.version;
  if (deployed === here) return ok(what, here);
  return note(
    what,
    `${deployed === undefined ? 'one before 1.0.0' : printable(deployed)} is deployed, ${here} is in this folder`,
    `Deploy this one with npx sls deploy --stage ${stage}, or check out the one that is deployed.`,
  );
}

/** Whether the secrets have values that can be used. A value is read if that is permitted, and never shown. */
export async function secretRows({ resources }: Stack, { stage, region }: Deployment) {
  const client = openClient(SecretsManagerClient, region);
  const names = resourceNames(stage);
  const { Environment } = Object(resources['RootEventLambdaFunction']?.Properties);
  const { WEBHOOK_EXTRA_HOSTS: extraHosts, RESPOND_URL: respondUrl } = Object(
    Object(Environment).Variables,
  );
  const secrets = [
    {
      what: 'webhook',
      id: names.webhookSecret,
      example: '{"dooray": "<webhook URL>"}',
      faultsIn: (value: string) => webhookFaultsIn(value, extraHosts),
      hintOn: (value: string) => (respondUrl ? escalationHintOn(value, extraHosts) : undefined),
    },
    ...(resources['NcloudActivityLambdaFunction'] === undefined
      ? []
      : [
          {
            what: 'ncloud',
            id: names.ncloudSecret,
            example: '{"accessKey": "<key>", "secretKey": "<secret>"}',
            faultsIn: ncloudFaultsIn,
            hintOn: () => undefined,
          },
        ]),
  ];
  const rows = await Promise.all(
    secrets.map(({ what, id, example, faultsIn, hintOn }) =>
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
        const value = isSet ? await readValue(client, id) : undefined;
        const faults = value === undefined ? [] : faultsIn(value);
        if (isSet && faults.length === 0) {
          const hint = value === undefined ? undefined : hintOn(value);
          return [ok(`secret ${what}`, `${id}: set${changed}${hint ? `; ${hint}` : ''}`)];
        }
        return [
          fix(
            `secret ${what}`,
            `${id}: ${isSet ? faults.join(' ') : 'empty'}`,
            `aws secretsmanager put-secret-value --region ${region} --secret-id ${id} --secret-string '${isSet ? '<corrected value>' : example}'`,
          ),
        ];
      }),
    ),
  );
  return rows.flat();
}

/** @returns undefined when it may not be read here: reconcile reads it, and its findings are shown, too */
async function readValue(client: SecretsManagerClient, id: string): Promise<string | undefined> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    return SecretString;
  } catch {
    return undefined;
  }
}
