import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUserSignIn } from '../../../lib/incident/user-sign-in.ts';

const record = (more: object = {}, identity: object = {}) => ({
  eventName: 'ConsoleLogin',
  eventTime: '2026-11-03T17:10:00Z',
  sourceIPAddress: '203.0.113.24',
  responseElements: { ConsoleLogin: 'Success' },
  userIdentity: {
    type: 'IAMUser',
    userName: 'kim',
    arn: 'arn:aws:iam::111122223333:user/kim',
    ...identity,
  },
  ...more,
});
const role = (roleName: string, session: string, issuer: object = {}) => ({
  type: 'AssumedRole',
  userName: undefined,
  arn: `arn:aws:sts::111122223333:assumed-role/${roleName}/${session}`,
  sessionContext: { sessionIssuer: { type: 'Role', userName: roleName, ...issuer } },
});

test('a user who signed in is read with name, address and time', () => {
  expect(readUserSignIn(record())).toEqual({
    kind: 'user',
    name: 'kim',
    address: '203.0.113.24',
    atMs: Date.parse('2026-11-03T17:10:00Z'),
  });
});

test.each([
  ['a role by its name and that of its session', 'Admin', 'Admin/kim@example.com'],
  [
    'a role of IAM Identity Center by its permission set',
    'AWSReservedSSO_Admin_3f2a1b9c8d7e6f50',
    'Admin/kim@example.com',
  ],
])('%s', (_, roleName, name) => {
  expect(readUserSignIn(record({}, role(roleName, 'kim@example.com')))).toMatchObject({
    kind: 'role',
    name,
  });
});

test.each([
  ['by whom it is of', { sessionIssuer: { type: 'IAMUser', userName: 'lee' } }, 'lee/kim'],
  ['as one, where nobody is named', undefined, 'FederatedUser/kim'],
])(
  'a federated session, which whoever gets it may call as any user, is read %s',
  (_, sessionContext, name) => {
    const identity = {
      type: 'FederatedUser',
      userName: undefined,
      arn: 'arn:aws:sts::111122223333:federated-user/kim',
      sessionContext,
    };
    expect(readUserSignIn(record({}, identity))).toMatchObject({ kind: 'user', name });
  },
);

test.each([
  [
    'one that failed: whoever knows a name can fail with it',
    record({ responseElements: { ConsoleLogin: 'Failure' } }),
  ],
  ['one of which nothing says how it came out', record({ responseElements: null })],
  ['one of root', record({}, { type: 'Root', userName: undefined })],
  [
    'one of a session that root gave out',
    record({}, { type: 'FederatedUser', sessionContext: { sessionIssuer: { type: 'Root' } } }),
  ],
  ['one without a name', record({}, { userName: undefined, arn: undefined })],
  ['one without a time', record({ eventTime: 'yesterday' })],
  ['another event', record({ eventName: 'GetSigninToken' })],
  ['no record', 'ConsoleLogin'],
])('is nobody: %s', (_, it) => {
  expect(readUserSignIn(it)).toBeUndefined();
});

test('whatever it is handed, it reads it or not, and a name is bounded', () => {
  fc.assert(fc.property(fc.anything(), (it) => readUserSignIn(it) === undefined));
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 3_000 }), (name) => {
      const signIn = readUserSignIn(record({}, { userName: name }));
      expect(signIn?.name.length).toBeLessThanOrEqual(200);
    }),
  );
});
