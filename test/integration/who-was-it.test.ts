import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloudTrail } from './support/cloudtrail.ts';
import { minuteMs, type Night, startNight } from './support/night.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

const hourMs = 60 * minuteMs;
const sameAddress = '같은 주소에서 로그인한 사용자';
const sameNetwork = '같은 대역(/24, IPv6는 /48)에서 로그인한 사용자';
const regions = ['ap-northeast-2', 'us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'];

let scene: OutboxScene;
let night: Night;
let history: Awaited<ReturnType<typeof startCloudTrail>>;
beforeAll(async () => {
  [scene, history] = await Promise.all([startOutboxScene(), startCloudTrail()]);
});
beforeEach(async () => {
  night = await startNight(scene, {
    FOLLOW_UP: 'on',
    NETWORKS: 'office=203.0.113.0/24',
    ...history.environment,
  });
});
afterEach(() => Promise.all([scene.renew(), history.renew()]));
afterAll(() => Promise.all([scene.stop(), history.stop()]));

type Record = Readonly<globalThis.Record<string, unknown>>;

/** Somebody's sign-in to the console, so many hours ago. */
function signedIn(identity: Record, hoursAgo: number, more: Record = {}): Record {
  return {
    eventID: `${JSON.stringify(identity)} ${hoursAgo}`,
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    eventTime: new Date(Date.now() - hoursAgo * hourMs).toISOString().replace(/\.\d+/, ''),
    sourceIPAddress: '203.0.113.24',
    responseElements: { ConsoleLogin: 'Success' },
    userIdentity: identity,
    ...more,
  };
}
const user = (userName: string) => ({ type: 'IAMUser', userName });
const root = { type: 'Root', arn: 'arn:aws:iam::111122223333:root' };
const role = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_3f2a1b9c8d7e6f50/lee',
  sessionContext: {
    sessionIssuer: { type: 'Role', userName: 'AWSReservedSSO_Admin_3f2a1b9c8d7e6f50' },
  },
};

/** The account that the outbox runs in, as its queue says. */
const home = () => scene.outbox.arn.split(':')[4] ?? '';

function rootSignIn(more: Record = {}, account = home()) {
  const event = rootCall('ConsoleLogin', {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { ...root, accountId: account, accessKeyId: 'ASIAQ7RT2MVK4EXAMPLE' },
    recipientAccountId: account,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    ...more,
  });
  return { ...event, account };
}

/** The follow-ups, without what is told of an incident in the end. */
const followUps = () =>
  scene.room.posts
    .map(readPost)
    .filter(({ headline }) =>
      /root 사용이 계속|추가로 알린 root 사용|root 사용이 모두/.test(headline),
    );

/** What the first follow-up says under a label. */
async function toldOf(label: string): Promise<string | undefined> {
  await night.pass(3);
  expect(followUps()).toHaveLength(1);
  return followUps()[0]?.facts.get(label);
}

describe('two minutes after root was used, people hear who signed in', () => {
  test('from the same address, each with the last time and how often, and root itself is nobody', async () => {
    history.put('us-east-1', signedIn(user('kim'), 10));
    history.put('ap-southeast-2', signedIn(user('kim'), 30));
    history.put('ap-northeast-2', signedIn(role, 20));
    history.put('us-east-1', signedIn(user('park'), 1, { sourceIPAddress: '203.0.113.25' }));
    history.put('us-east-1', signedIn(root, 2));
    history.put('us-east-1', signedIn(user('choi'), 8 * 24));
    await night.use(rootSignIn());
    expect(await toldOf(sameAddress)).toMatch(
      /^kim \(.*KST 외 1건\), 역할 Admin\/lee \([^,]*KST\)$/,
    );
  });

  test('from the network around it, where nobody did from the same address', async () => {
    history.put('us-east-2', signedIn(user('kim'), 10, { sourceIPAddress: '203.0.113.99' }));
    await night.use(rootSignIn());
    expect(await toldOf(sameNetwork)).toMatch(/^kim \(/);
  });

  test('from the same network of IPv6', async () => {
    const sourceIPAddress = '2001:db8:1:2::7';
    history.put('eu-north-1', signedIn(user('kim'), 1, { sourceIPAddress: '2001:db8:1:2::99' }));
    history.put('us-east-1', signedIn(user('lee'), 1, { sourceIPAddress: '2001:db8:1:3::1' }));
    await night.use(rootSignIn({ sourceIPAddress }));
    expect(await toldOf(sameAddress)).toMatch(/^kim \([^,]*\)$/);
  });

  test('or that nobody did, of which a failed sign-in makes no exception', async () => {
    history.put(
      'us-east-1',
      signedIn(user('innocent'), 1, { responseElements: { ConsoleLogin: 'Failure' } }),
    );
    await night.use(rootSignIn());
    expect(await toldOf(sameAddress)).toBe('없음 (최근 7일)');
  });

  test('with names that are no markup, no mention and no further line', async () => {
    history.put('us-east-1', signedIn(user('<!channel>\n[x](https://evil.example)'), 1));
    await night.use(rootSignIn());
    await toldOf(sameAddress);
    const { rawBody = '' } =
      scene.room.posts.find(({ rawBody }) => rawBody.includes(sameAddress)) ?? {};
    expect(rawBody).toContain('channel');
    expect(rawBody).not.toMatch(/<!channel>|\]\(https|https:\/\/evil/);
  });

  test('with the name of the network in the alert and in the follow-up, and no milder', async () => {
    await night.use(rootSignIn());
    expect(readPost(scene.room.posts[0] as never).summary).toContain('203.0.113.24 (office)');
    expect(await toldOf('주소')).toContain('203.0.113.24 (office)');
  });
});

test('an address that came by the endpoint of a VPC names no office, nobody, and no earlier use', async () => {
  history.put('us-east-1', signedIn(user('kim'), 10));
  await night.use(rootSignIn({ vpcEndpointId: 'vpce-0a1b2c3d4e5f60718' }));
  await night.pass(3);
  const { summary } = readPost(scene.room.posts[0] as never);
  expect(summary).toContain('203.0.113.24 vpce-0a1b2c3d4e5f60718');
  expect(summary).not.toContain('office');
  expect(followUps()).toHaveLength(1);
  expect(followUps()[0]?.facts.get(sameAddress)).toBeUndefined();
  expect(followUps()[0]?.facts.get('주소')).toBeUndefined();
  expect(JSON.stringify(scene.room.posts)).not.toContain('kim');
});

describe('the follow-up is told, once and in time, and says what it could not learn', () => {
  test('while CloudTrail throttles', async () => {
    history.throttle(1_000);
    await night.use(rootSignIn());
    expect(await toldOf(sameAddress)).toBe(
      '이벤트 기록을 읽지 못해 알 수 없습니다 (ThrottlingException)',
    );
  });

  test('where it may not look', async () => {
    for (const region of regions) history.deny(region);
    await night.use(rootSignIn());
    expect(await toldOf(sameAddress)).toContain('(AccessDeniedException)');
  });

  test('where one region refuses: of the others it is told', async () => {
    history.deny('eu-north-1');
    history.put('us-east-1', signedIn(user('kim'), 10));
    await night.use(rootSignIn());
    expect(await toldOf(sameAddress)).toMatch(/^kim \(/);
    expect(followUps()[0]?.facts.get('이벤트 기록')).toBe(
      '읽지 못한 리전: eu-north-1 (스톡홀름) AccessDeniedException',
    );
  });

  test('while CloudTrail does not answer: within seconds', async () => {
    history.slow(60_000);
    await night.use(rootSignIn());
    const startedAtMs = performance.now();
    expect(await toldOf(sameAddress)).toContain('(TimeoutError)');
    expect(performance.now() - startedAtMs).toBeLessThan(15_000);
  });

  test('of a flood of sign-ins: with the latest, and from when on it knows', async () => {
    history.page(5);
    for (let nth = 0; nth < 40; nth += 1) {
      history.put(
        'us-east-1',
        signedIn(user('x'), 1 + nth / 100, { responseElements: { ConsoleLogin: 'Failure' } }),
      );
    }
    history.put('us-east-1', signedIn(user('kim'), 10));
    await night.use(rootSignIn());
    expect(await toldOf(sameAddress)).toMatch(/^없음 \(\d\d.*KST부터\)$/);
    // As a guest: no region is asked more often than once a second, and four times at most.
    const asked = history.lookups.filter(({ region }) => region === 'us-east-1');
    expect(asked).toHaveLength(4);
    const gaps = asked.slice(1).map(({ atMs }, index) => atMs - (asked[index]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(900);
  });

  test('of another account: its history is not that of the account which this runs in', async () => {
    await night.use(rootSignIn({}, '444455556666'));
    expect(await toldOf(sameAddress)).toContain('이벤트 기록은 볼 수 없습니다');
    expect(history.lookups).toEqual([]);
  });
});

describe('a copy that comes back', () => {
  test('asks CloudTrail for no follow-up that was told', async () => {
    await night.use(rootSignIn());
    await night.pass(3);
    const asked = history.lookups.length;
    expect(asked).toBe(regions.length);
    await night.pass(10);
    expect(followUps()).toHaveLength(1);
    expect(history.lookups).toHaveLength(asked);
  });
});

describe('whether root was used from there before', () => {
  /** What the first follow-up of a new incident says of its address. */
  async function nextTime(): Promise<string | undefined> {
    await night.pass(13 * 60);
    const before = followUps().length;
    await night.use(rootSignIn());
    await night.pass(3);
    expect(followUps()).toHaveLength(before + 1);
    return followUps().at(-1)?.facts.get('주소');
  }

  test('is not known in the beginning, and later told with the days on which it was', async () => {
    await night.use(rootSignIn());
    expect(await toldOf('주소')).toContain('기록이 아직 없습니다');
    expect(await nextTime()).toMatch(/root를 쓴 적이 있는 주소입니다 \(\d{4}-\d\d-\d\d\)/);
  });

  test('is told of an incident that somebody said was not us, also once it was used again', async () => {
    await night.use(rootSignIn());
    await night.pass(3);
    await night.answer('notUs');
    const said = /“우리가 아닙니다”라고 답한 사건에서 root를 쓴 주소입니다 \(\d{4}-\d\d-\d\d\)/;
    expect(await nextTime()).toMatch(said);
    expect(await nextTime()).toMatch(said);
  });

  test('is not learned from sign-ins that failed', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      await night.use(
        rootSignIn({ errorMessage: 'Failed authentication', responseElements: null }),
      );
    }
    await night.pass(90);
    expect(await nextTime()).toContain('기록이 아직 없습니다');
  });
});
