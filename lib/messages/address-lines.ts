import type { Config } from '../config.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import type { AddressHistory } from '../incident/known-addresses.ts';
import type { Person, SignedInFrom } from '../incident/signed-in-from.ts';
import type { SignInsRead, WhoWasIt } from '../incident/who-was-it.ts';
import { boundText } from './bound-text.ts';
import { localDay, localTime } from './format-time.ts';
import { sourceIpText } from './identifier-text.ts';
import type { MessageContext } from './message-context.ts';
import { joined, withName } from './parts.ts';
import { regionWithName } from './region-name.ts';
import type { Words } from './words.ts';
import { followUpWords } from './words-follow-up.ts';

/** In code points. */
const maxNameLength = 64;
const maxReasonLength = 60;
const maxPeople = 3;

interface Story {
  readonly first: { readonly record: Pick<IncidentRecord, 'cloud'> };
  readonly who: WhoWasIt | undefined;
}

interface Settings extends Pick<Config, 'locale' | 'timeZone'> {
  readonly words: { readonly aws: Words };
}

/** Without a value, there is no such line. */
type Line = readonly [label: string, value: string | undefined];
type Read = Extract<SignInsRead, { kind: 'read' }>;

/** Lines on the addresses from which root was used: whether it was before, and who else signed in from them. Never who it was. */
export function addressLines(
  { who, first: { record } }: Story,
  { words: { aws: words }, locale, timeZone }: Settings,
  { countries, toldAt }: MessageContext,
): Line[] {
  if (who === undefined) return [];
  const { addresses, more, signIns } = who;
  const said = followUpWords[locale].whose;
  const day = (ms: number) => localDay(new Date(ms), timeZone);
  const time = (ms: number) => localTime(new Date(ms), timeZone, toldAt);
  const lines = addresses.flatMap(({ address, history, signedIn }): Line[] => [
    [
      said.address,
      `${withName(sourceIpText(address), countries?.get(address))}: ${historyText(history)}`,
    ],
    ...(signIns.kind === 'read' ? [signedInLine(signedIn, signIns)] : []),
  ]);
  return [
    ...lines,
    [said.address, more > 0 ? said.moreAddresses(more) : undefined],
    signIns.kind === 'read'
      ? [said.history, limitsText(signIns)]
      : [said.signedIn.address, unreadText(signIns)],
  ];

  function historyText(history: AddressHistory): string {
    if (history.kind === 'used') return said.used(day(history.firstMs), day(history.lastMs));
    if (history.kind === 'notUs') return said.wasNotUs(day(history.atMs));
    if (history.kind === 'unknown') return said.unknownHistory;
    return history.sinceMs === undefined ? said.isNew : said.isNewSince(day(history.sinceMs));
  }

  function signedInLine(signedIn: SignedInFrom | undefined, { sinceMs }: Read): Line {
    if (signedIn === undefined) {
      const nobody = sinceMs === undefined ? said.nobody : said.nobodySince(time(sinceMs));
      return [said.signedIn.address, nobody];
    }
    const { range, people } = signedIn;
    const named = people.slice(0, maxPeople).map(personText);
    const rest = people.length - named.length;
    const text = [...named, ...(rest > 0 ? [said.morePeople(rest)] : [])].join(', ');
    return [said.signedIn[range], text];
  }

  /** What of the sign-ins was not read. */
  function limitsText({ sinceMs, unread }: Read): string {
    return joined([
      sinceMs === undefined ? undefined : said.onlySince(time(sinceMs)),
      unread.length === 0 ? undefined : said.unreadRegions(unread.map(regionText).join(', ')),
    ]);
  }

  function personText({ kind, name, lastAtMs, times }: Person): string {
    const who = boundText(name, maxNameLength);
    return said.person(kind === 'role' ? said.role(who) : who, time(lastAtMs), times - 1);
  }

  function regionText({ region, reason }: { region: string; reason: string }): string {
    return `${regionWithName(region, words)} ${boundText(reason, maxReasonLength)}`;
  }

  /** Nothing like it is read of another cloud. */
  function unreadText(read: Exclude<SignInsRead, Read>): string | undefined {
    if (read.kind === 'unread') return said.unread(boundText(read.reason, maxReasonLength));
    return record.cloud === 'ncloud' ? undefined : said.noWay;
  }
}
