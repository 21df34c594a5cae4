import { type Severity, severities } from '../classify/classes.ts';
import type { Cloud } from '../root-activity.ts';

/** The uses that a room is told. What is absent is no condition. */
export interface Route {
  readonly severities?: readonly Severity[];
  readonly accounts?: readonly string[];
  readonly clouds?: readonly Cloud[];
  /** False: no drill is told there. */
  readonly drills?: boolean;
  /** It is told only what nobody answered: see `docs/escalation.md`. */
  readonly escalation?: true;
}

/** What decides where a use is told. */
export interface RoutedUse {
  readonly severity: Severity;
  /** The account, and the one whose root was asked for. */
  readonly accounts: readonly string[];
  /** Undefined: nobody knows. */
  readonly cloud: Cloud | undefined;
  readonly isDrill: boolean;
}

interface Routed {
  readonly route: Route;
}

/** Every cloud. */
export const clouds = ['aws', 'ncloud'] as const satisfies readonly Cloud[];

function isUnconditional({ severities, accounts, clouds, drills }: Route): boolean {
  return [severities, accounts, clouds].every((it) => it === undefined) && drills !== false;
}

/** The rooms for what is told as ever: all but those for escalation. Where each is one, all of them, so that nothing is lost. */
export function usualRooms<T extends Routed>(rooms: readonly T[]): readonly T[] {
  const usual = rooms.filter(({ route }) => route.escalation !== true);
  return usual.length > 0 ? usual : rooms;
}

/** The rooms for what nobody answered. None: it is told in the usual ones again. */
export function escalationRooms<T extends Routed>(rooms: readonly T[]): readonly T[] {
  return rooms.filter(({ route }) => route.escalation === true);
}

function matches(route: Route, { severity, accounts, cloud, isDrill }: RoutedUse): boolean {
  return (
    (route.severities?.includes(severity) ?? true) &&
    (route.accounts?.some((account) => accounts.includes(account)) ?? true) &&
    (route.clouds === undefined || (cloud !== undefined && route.clouds.includes(cloud))) &&
    (route.drills !== false || !isDrill)
  );
}

/**
 * The rooms that are told of these uses: each that is told one of them. A use that no room is told goes to every room, so that
 * nothing falls between routes. What is about no use, because root-alert speaks of itself, goes to the rooms that have
 * no conditions, or to every room where each has some.
 */
export function roomsFor<T extends Routed>(uses: readonly RoutedUse[], rooms: readonly T[]): T[] {
  if (uses.length === 0) {
    const free = rooms.filter(({ route }) => isUnconditional(route));
    return free.length > 0 ? free : [...rooms];
  }
  const isFallen = uses.some((use) => !rooms.some(({ route }) => matches(route, use)));
  if (isFallen) return [...rooms];
  return rooms.filter(({ route }) => uses.some((use) => matches(route, use)));
}

/** A use of which no room is told by these routes, in words: `low`, `high in account 111122223333, ncloud`. Undefined: none. */
export function gapIn(all: readonly Route[]): string | undefined {
  const usual = usualRooms(all.map((route) => ({ route })));
  const routes = usual.map(({ route }) => route);
  if (routes.length === 0 || routes.some(isUnconditional)) return undefined;
  const named = accountsByRooms(routes);
  for (const severity of severities) {
    for (const cloud of clouds) {
      for (const account of [undefined, ...named]) {
        for (const isDrill of [false, true]) {
          const accounts = account === undefined ? [] : [account];
          const use = { severity, cloud, accounts, isDrill };
          if (!routes.some((route) => matches(route, use))) return inWords(use, named);
        }
      }
    }
  }
  return undefined;
}

/** Of the accounts that the same rooms name, one: there may be thousands. */
function accountsByRooms(routes: readonly Route[]): string[] {
  const naming = new Map<string, number[]>();
  for (const [index, { accounts = [] }] of routes.entries()) {
    for (const account of new Set(accounts)) {
      naming.set(account, [...(naming.get(account) ?? []), index]);
    }
  }
  const first = new Map([...naming].toReversed().map(([account, of]) => [of.join(), account]));
  return [...first.values()].toReversed();
}

function inWords(
  { severity, accounts, cloud, isDrill }: RoutedUse,
  named: readonly string[],
): string {
  const account =
    accounts[0] === undefined
      ? named.length === 0
        ? ''
        : ' in an account that none names'
      : ` in account ${accounts[0]}`;
  return `severity ${severity}, cloud ${cloud}${account}${isDrill ? ', as a drill' : ''}`;
}
