import { severities } from '../classify/classes.ts';
import { clouds, type Route } from './route.ts';

/** The fields of an entry that say which uses it is told. */
export const routeFields = ['severities', 'accounts', 'clouds', 'drills', 'escalation'] as const;

interface ReadRoute {
  readonly route: Route;
  /** Sentences without a full stop. A condition that cannot be read is none, so that nothing is lost for it. */
  readonly remarks: readonly string[];
}

/** @param place `rooms[2]`. */
export function readRoute(values: Readonly<Record<string, unknown>>, place: string): ReadRoute {
  const remarks: string[] = [];
  const listOf = <T extends string>(
    field: (typeof routeFields)[number],
    isItem: (item: unknown) => item is T,
    expected: string,
  ): T[] | undefined => {
    const value = values[field];
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.length > 0 && value.every(isItem)) return value;
    remarks.push(`${place}.${field}: expected ${expected}`);
    return undefined;
  };
  const chosen = {
    severities: listOf('severities', isOneOf(severities), `a list of ${severities.join(', ')}`),
    accounts: listOf(
      'accounts',
      isAccount,
      'a list of account numbers of 12 digits, as texts, or of names of Naver Cloud accounts',
    ),
    clouds: listOf('clouds', isOneOf(clouds), `a list of ${clouds.join(', ')}`),
  };
  const { drills, escalation } = values;
  const isEscalation = escalation === undefined || typeof escalation === 'boolean';
  if (!isEscalation) remarks.push(`${place}.escalation: expected true or false`);
  const isDrills = drills === undefined || typeof drills === 'boolean';
  if (!isDrills) remarks.push(`${place}.drills: expected true or false`);
  return {
    route: {
      ...(chosen.severities && { severities: chosen.severities }),
      ...(chosen.accounts && { accounts: chosen.accounts }),
      ...(chosen.clouds && { clouds: chosen.clouds }),
      ...(drills === false && { drills }),
      ...(escalation === true && { escalation }),
    },
    remarks,
  };
}

function isOneOf<T extends string>(known: readonly T[]): (item: unknown) => item is T {
  return (item): item is T => known.some((it) => it === item);
}

/** A number in JSON would lose the zeros that an account may begin with. */
function isAccount(item: unknown): item is string {
  return typeof item === 'string' && /^(?:\d{12}|[A-Za-z][\w.-]{0,62})$/.test(item);
}
