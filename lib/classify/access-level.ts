import { permissionsByName, tagsByName } from './access-level-rules.ts';
import { notTaggingActions, permissionsActions, taggingActions } from './access-levels.ts';
import { serviceOf } from './api-name.ts';

/** The levels of access that make a difference here. Reads and writes are told apart by the record itself. */
export type AccessLevel = 'permissions' | 'tagging';

/**
 * The level of access that AWS publishes for an API, or that its name says. Undefined: it is another, or not known.
 *
 * @param api as `apiNameOf` gives it.
 */
export function accessLevelOf(
  eventSource: string | undefined,
  api: string,
): AccessLevel | undefined {
  const service = serviceOf(eventSource);
  if (service === undefined) return undefined;
  if (permissionsByName(api) || isListed(permissionsActions, service, api)) return 'permissions';
  if (isListed(taggingActions, service, api)) return 'tagging';
  return tagsByName(api) && !isListed(notTaggingActions, service, api) ? 'tagging' : undefined;
}

/** Read only when an event is in no other table, so nothing is parsed beforehand. */
function isListed(list: string, service: string, api: string): boolean {
  const [, from = ''] = `\n${list}`.split(`\n${service}:`, 2);
  const [actions = ''] = from.split('\n', 1);
  return actions.split(',').includes(api);
}
