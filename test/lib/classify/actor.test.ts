import { expect, test } from 'vitest';
import { actorOf } from '../../../lib/classify/actor.ts';
import type { Actor } from '../../../lib/classify/classes.ts';
import type { UseFacts } from '../../../lib/root-activity.ts';
import { useFacts } from '../root-use.ts';

const by = (changes: Partial<UseFacts['identity']>): UseFacts =>
  useFacts({ identity: { ...useFacts().identity, ...changes } });

test.each<[string, Partial<UseFacts['identity']>, Actor]>([
  ['a person with the password or a key', {}, 'direct'],
  ['a centralized root session', { isAssumedRoot: true }, 'centralizedSession'],
  ['an AWS service', { invokedBy: 'cloudformation.amazonaws.com' }, 'service'],
  [
    'a person in the console, as old records write it',
    { invokedBy: 'signin.amazonaws.com' },
    'direct',
  ],
  ['a federated session', { type: 'FederatedUser' }, 'federatedSession'],
])('%s: %j is %s', (_, identity, actor) => {
  expect(actorOf(by(identity), 'accessKeyCreated')).toBe(actor);
});

test('the management account, which asks for a root session as a role, has none yet', () => {
  const use = by({ type: 'AssumedRole', isAssumedRoot: true });
  expect(actorOf(use, 'assumeRoot')).toBe('direct');
});
