import { readFile } from 'node:fs/promises';
import { runTool } from './run-tool.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const askedByMotoOnly = [
  // AWS asks for s3:ListBucket.
  's3:HeadBucket',
  // The framework goes on where AWS denies it. moto denies it in XML, which the client of a JSON service cannot read.
  'ecr:DescribeRepositories',
];

interface Keys {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
}

/**
 * Makes two users, and lets moto ask from now on what the caller of each call may do.
 *
 * @returns the keys of one who has the actions of docs/deployer-policy.json, on everything, since moto names the resources of few
 *   calls; and of one who may do all
 */
export async function enforcePolicy(
  endpoint: string,
): Promise<{ readonly deployer: Keys; readonly administrator: Keys }> {
  const path = new URL('../../../docs/deployer-policy.json', import.meta.url);
  const policy: { Statement: Statement[] } = JSON.parse(await readFile(path, 'utf8'));
  const anywhere: Statement[] = policy.Statement.map(({ Condition, ...statement }) => ({
    ...statement,
    Resource: '*',
  }));
  anywhere.push({ Effect: 'Allow', Action: askedByMotoOnly, Resource: '*' });
  const all = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
  const deployer = await makeUser(endpoint, 'deployer', anywhere);
  const administrator = await makeUser(endpoint, 'administrator', all);
  await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' });
  return { deployer, administrator };
}

async function makeUser(endpoint: string, name: string, statements: unknown): Promise<Keys> {
  const iam = async (...args: string[]) =>
    JSON.parse(
      (await runTool('aws', ['iam', ...args, '--user-name', name, '--output', 'json'], '', {
        AWS_ENDPOINT_URL: endpoint,
      })) || '{}',
    );
  await iam('create-user');
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  await iam('put-user-policy', '--policy-name', name, '--policy-document', document);
  const { AccessKey } = await iam('create-access-key');
  return {
    AWS_ACCESS_KEY_ID: AccessKey.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: AccessKey.SecretAccessKey,
  };
}
