import type { Config } from '../config.ts';
import type { CoverageChange } from '../reconcile/coverage-change.ts';
import {
  type Finding,
  type FindingKind,
  findingKey,
  isPosture,
  isWrong,
  partsOfKey,
} from '../reconcile/finding.ts';
import { opsWordsByLocale } from './ops-words-by-locale.ts';
import type { OpsWords } from './words-ops.ts';

/** A plain-text e-mail, as SNS sends it. */
export interface OpsMail {
  /** ASCII, fewer than 100 characters (SNS API Reference, Publish). */
  readonly subject: string;
  readonly text: string;
}

/** What identifies a deployment. */
export interface Deployment {
  readonly stage: string;
  readonly accountId: string;
  readonly homeRegion: string;
}

/** What an e-mail is about. */
interface MailedChange extends Pick<CoverageChange, 'findings' | 'appeared' | 'goneKeys'> {
  /** Nobody knows whether these are gone: their accounts are no longer asked. */
  readonly unaskedKeys?: readonly string[];
}

/** Words the e-mail about a change in the coverage: new problems and what to do, solved ones, and those that remain. */
export function composeOpsMail(
  { findings, appeared, goneKeys, unaskedKeys = [] }: MailedChange,
  { stage, accountId, homeRegion }: Deployment,
  { locale }: Pick<Config, 'locale'>,
): OpsMail {
  const { headings, findings: words } = opsWordsByLocale[locale];
  const isNew = new Set(appeared.map(findingKey));
  const isNewOne = (finding: Finding): boolean => isNew.has(findingKey(finding));
  const wrong = findings.filter((finding) => isWrong(findingKey(finding)));
  const standing = wrong.filter((finding) => !isNewOne(finding));
  // What is wrong with root and was mailed once is in every heartbeat: it does not make another mail look worse.
  const open = [
    ...wrong,
    ...findings.filter((finding) => isPosture(findingKey(finding)) && isNewOne(finding)),
  ];
  const describe = (list: readonly Finding[], withTodo: boolean): string[] =>
    byKind(list).map(([kind, ofKind]) => {
      const { what, todo } = words[kind];
      const line = `- ${ofKind.map(placeText).join(', ')}: ${what}`;
      return withTodo ? `${line}\n  → ${todo(stage, homeRegion, ofKind)}` : line;
    });
  const describeKeys = (keys: readonly string[]): string[] =>
    describe(
      keys.flatMap((key) => findingOf(key, words) ?? []),
      false,
    );
  const section = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${heading}\n${lines.join('\n')}`];
  const sections = [
    ...section(headings.appeared, describe(appeared, true)),
    ...section(headings.gone, describeKeys(goneKeys)),
    ...section(headings.unasked, describeKeys(unaskedKeys)),
    ...section(headings.standing, describe(standing, false)),
  ];
  const allIsWell = goneKeys.length > 0 ? 'all is well again' : 'good to know';
  const state = open.length === 0 ? allIsWell : `${open.length} to look at`;
  return {
    subject: `root-alert ${stage}: ${state}`.slice(0, 99),
    text: [`root-alert · ${stage} · ${accountId} · ${homeRegion}`, ...sections].join('\n\n'),
  };
}

function byKind(findings: readonly Finding[]): [FindingKind, Finding[]][] {
  const ofKind = new Map<FindingKind, Finding[]>();
  for (const finding of findings) {
    ofKind.set(finding.kind, [...(ofKind.get(finding.kind) ?? []), finding]);
  }
  return [...ofKind];
}

function placeText({ place, detail }: Finding): string {
  return detail === undefined ? place : `${place} (${detail})`;
}

/** Undefined: another version wrote the key, and nobody knows the words for it. */
function findingOf(key: string, words: OpsWords['findings']): Finding | undefined {
  const { kind, place } = partsOfKey(key);
  return Object.hasOwn(words, kind) ? { kind: kind as FindingKind, place } : undefined;
}
