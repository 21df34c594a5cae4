import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { attachPolicy } from '../../commands/contain/attach-policy.ts';
import { findAnywhere, findAttached } from '../../commands/contain/find-policy.ts';
import { lookAtAccount } from '../../commands/contain/look-at-account.ts';
import { releasePolicy } from '../../commands/contain/release-policy.ts';
import { namedContainPolicy } from '../../lib/contain/contain-policy.ts';
import { type MotoServer, startMotoServer } from './support/moto-server.ts';
import { dummyCredentials } from './support/tool-environment.ts';

// What npm run contain calls of Organizations, against somebody else's idea of it. moto enforces no policy.

let moto: MotoServer;
let client: OrganizationsClient;
let member = '';
let management = '';

beforeAll(async () => {
  moto = await startMotoServer();
});
afterAll(() => moto?.stop());

beforeEach(async () => {
  await fetch(`${moto.endpoint}/moto-api/reset`, { method: 'POST' });
  for (const [name, value] of Object.entries(dummyCredentials)) vi.stubEnv(name, value);
  client = new OrganizationsClient({ region: 'us-east-1', endpoint: moto.endpoint });
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const created = await client.send(
    new CreateAccountCommand({ AccountName: 'Payments', Email: 'payments@example.com' }),
  );
  member = created.CreateAccountStatus?.AccountId ?? '';
  const { Organization } = await client.send(new DescribeOrganizationCommand({}));
  management = Organization?.MasterAccountId ?? '';
});
afterEach(() => {
  client.destroy();
  vi.unstubAllEnvs();
});

async function enablePolicies(): Promise<void> {
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  await client.send(
    new EnablePolicyTypeCommand({ RootId: root?.Id, PolicyType: 'SERVICE_CONTROL_POLICY' }),
  );
}

const policyOf = (accountId: string) =>
  namedContainPolicy({
    kind: 'session',
    accountId,
    sessionArn: `arn:aws:signin:us-east-1:${accountId}:session/3f6c0a52`,
  });

describe('npm run contain, in an organization of moto', () => {
  it('attaches its policy once, finds it again as its own, takes it off and deletes it', async () => {
    await enablePolicies();
    const policy = policyOf(member);
    expect(await lookAtAccount(client, member)).toMatchObject({ id: member, name: 'Payments' });
    expect(await findAttached(client, member, policy)).toBeUndefined();

    const id = await attachPolicy(client, member, policy);
    expect(await findAttached(client, member, policy)).toEqual({ id, isAttached: true });
    expect(await attachPolicy(client, member, policy)).toBe(id);

    expect(await releasePolicy(client, member, { id, isAttached: true })).toBeUndefined();
    expect(await findAttached(client, member, policy)).toBeUndefined();
    expect(await findAnywhere(client, policy)).toBeUndefined();
  });

  it('refuses the management account, and a member while such policies are not enabled', async () => {
    await expect(lookAtAccount(client, management)).rejects.toThrow('is the management account');
    await expect(lookAtAccount(client, member)).rejects.toThrow('are not enabled');
    await enablePolicies();
    await expect(lookAtAccount(client, '111111111111')).rejects.toThrow('is no account of');
  });
});
