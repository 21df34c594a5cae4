import type { Config } from '../config.ts';
import {
  type CoverageChange,
  type Finding,
  type FindingKind,
  findingKey,
} from '../reconcile/coverage.ts';
import { wordsByLocale } from './words-of.ts';

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

/** Words the e-mail about a change in the coverage: new problems and what to do, solved ones, and those that remain. */
export function composeOpsMail(
  { findings, appeared, goneKeys }: CoverageChange,
  { stage, accountId, homeRegion }: Deployment,
  { locale }: Pick<Config, 'locale'>,
): OpsMail {
  const { headings, findings: words } = wordsByLocale[locale].ops;
  const isNew = new Set(appeared.map(findingKey));
  const standing = findings.filter((finding) => !isNew.has(findingKey(finding)));
  const describe = (list: readonly Finding[], withTodo: boolean): string[] =>
    byKind(list).map(([kind, places]) => {
      const { what, todo } = words[kind];
      const line = `- ${places.join(', ')}: ${what}`;
      return withTodo ? `${line}\n  → ${todo(stage, homeRegion)}` : line;
    });
  const section = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${heading}\n${lines.join('\n')}`];
  const sections = [
    ...section(headings.appeared, describe(appeared, true)),
    ...section(headings.gone, describe(goneKeys.map(fromKey), false)),
    ...section(headings.standing, describe(standing, false)),
  ];
  const state = findings.length === 0 ? 'all is well again' : `${findings.length} to look at`;
  return {
    subject: `root-alert ${stage}: ${state}`.slice(0, 99),
    text: [`root-alert · ${stage} · ${accountId} · ${homeRegion}`, ...sections].join('\n\n'),
  };
}

function byKind(findings: readonly Finding[]): [FindingKind, string[]][] {
  const places = new Map<FindingKind, string[]>();
  for (const { kind, place, detail } of findings) {
    const where = detail === undefined ? place : `${place} (${detail})`;
    places.set(kind, [...(places.get(kind) ?? []), where]);
  }
  return [...places];
}

function fromKey(key: string): Finding {
  const [kind, place = ''] = key.split(' ');
  return { kind: kind as FindingKind, place };
}
