import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenOnLoopback } from './support/loopback-server.ts';
import { delayMs, type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

const account = '111122223333';
/** What the runtime says it runs in. */
const ownAccount = '123456789012';

interface Directory {
  readonly environment: Readonly<Record<string, string>>;
  /** Operations that arrived, oldest first. */
  readonly calls: string[];
  stop(): Promise<void>;
}

/** Organizations (JSON 1.1) and IAM (query), each answering with a name or refusing. */
async function startDirectory(names: {
  readonly inOrganization?: string;
  readonly alias?: string;
  readonly breaksOff?: true;
}): Promise<Directory> {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const target = request.headers['x-amz-target'];
    const isOrganizations = target !== undefined;
    calls.push(
      isOrganizations
        ? (String(target).split('.')[1] ?? '')
        : (body.match(/Action=(\w+)/)?.[1] ?? ''),
    );
    const name = isOrganizations ? names.inOrganization : names.alias;
    if (names.breaksOff) response.writeHead(200).write('{"Account":');
    else if (name === undefined) {
      response.writeHead(isOrganizations ? 400 : 403, {
        'content-type': isOrganizations ? 'application/x-amz-json-1.1' : 'text/xml',
      });
      response.end(
        isOrganizations
          ? '{"__type":"AccessDeniedException","Message":"no"}'
          : '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
      );
    } else if (isOrganizations) {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ Account: { Id: account, Name: name } }));
    } else {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(
        `<ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAccountAliasesResult><IsTruncated>false</IsTruncated><AccountAliases><member>${name}</member></AccountAliases></ListAccountAliasesResult></ListAccountAliasesResponse>`,
      );
    }
  });
  const { port, stop } = await listenOnLoopback(server);
  const url = `http://127.0.0.1:${port}`;
  return {
    calls,
    stop,
    environment: { AWS_ENDPOINT_URL_ORGANIZATIONS: url, AWS_ENDPOINT_URL_IAM: url },
  };
}

let scene: OutboxScene;
let directory: Directory | undefined;
beforeEach(async () => {
  scene = await startOutboxScene();
  scene.fillSecret('dooray');
});
afterEach(async () => {
  await scene.stop();
  await directory?.stop();
});

const callIn = (accountId: string) =>
  rootCall('CreateUser', { userIdentity: { type: 'Root', accountId } });

/** What an alert says of the account, after the outbox has met an earlier one of it. */
async function accountInSecondAlert(accountId: string, env: Readonly<Record<string, string>> = {}) {
  const variables = { ...directory?.environment, ...env };
  const rootEvent = await scene.start('rootEvent', { env: variables });
  const outbox = await scene.start('outbox', { env: variables });
  const first = callIn(accountId);
  await rootEvent.invoke(first);
  await scene.put(first);
  const { kept } = await scene.nextRound(outbox, delayMs);
  expect(kept).toHaveLength(0);
  await rootEvent.invoke(callIn(accountId));
  expect(scene.room.posts).toHaveLength(2);
  const [before, after] = scene.room.posts.map((post) => readPost(post).summary.split(' · ')[0]);
  return { before, after };
}

describe('the name of an account', () => {
  test('is what the organization calls it, looked up by the outbox, in the next alert', async () => {
    directory = await startDirectory({ inOrganization: '결제 운영' });
    expect(await accountInSecondAlert(account)).toEqual({
      before: account,
      after: `${account} (결제 운영)`,
    });
    expect(directory.calls).toEqual(['DescribeAccount']);
  });

  test('is its alias where Organizations does not answer us, for the account we run in', async () => {
    directory = await startDirectory({ alias: 'payments-prod' });
    expect(await accountInSecondAlert(ownAccount)).toEqual({
      before: ownAccount,
      after: `${ownAccount} (payments-prod)`,
    });
    expect(directory.calls).toEqual(['DescribeAccount', 'ListAccountAliases']);
  });

  test('is missing where nobody may tell it, and the alert goes out all the same', async () => {
    directory = await startDirectory({});
    expect(await accountInSecondAlert(account)).toEqual({ before: account, after: account });
  });

  test('is missing where an answer never ends, and the batch is done all the same', async () => {
    directory = await startDirectory({ breaksOff: true });
    expect(await accountInSecondAlert(account)).toEqual({ before: account, after: account });
  });

  test('from the settings is there at once, and nobody is asked', async () => {
    directory = await startDirectory({ inOrganization: 'something else' });
    const named = `${account} (Payments)`;
    expect(await accountInSecondAlert(account, { ACCOUNTS: `${account}=Payments` })).toEqual({
      before: named,
      after: named,
    });
    expect(directory.calls).toEqual([]);
  });
});
