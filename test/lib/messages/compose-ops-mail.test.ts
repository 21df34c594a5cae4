import { describe, expect, test } from 'vitest';
import { composeOpsMail } from '../../../lib/messages/compose-ops-mail.ts';
import { opsWordsByLocale } from '../../../lib/messages/ops-words-by-locale.ts';
import type { CoverageChange } from '../../../lib/reconcile/coverage-change.ts';
import type { Finding, FindingKind } from '../../../lib/reconcile/finding.ts';

const deployment = { stage: 'prod', accountId: '111122223333', homeRegion: 'ap-northeast-2' };
const change = (
  findings: readonly Finding[],
  appeared: readonly Finding[],
  goneKeys: readonly string[] = [],
): CoverageChange => ({ findings, appeared, goneKeys, covered: [], toldKeys: [] });

const noForwarder = (place: string): Finding => ({ kind: 'noForwarder', place });

describe.each(['ko', 'en'] as const)('an ops e-mail in %s', (locale) => {
  const { headings, findings } = opsWordsByLocale[locale];
  const mail = (what: CoverageChange) => composeOpsMail(what, deployment, { locale });

  test.each(Object.keys(findings) as FindingKind[])(
    'says what is wrong and what to do: %s',
    (kind) => {
      const finding = { kind, place: 'us-east-1' };
      const { text, subject } = mail(change([finding], [finding]));
      expect(text).toBe(
        [
          'root-alert · prod · 111122223333 · ap-northeast-2',
          `${headings.appeared}\n- us-east-1: ${findings[kind].what}\n  → ${findings[kind].todo('prod', 'ap-northeast-2', [finding])}`,
        ].join('\n\n'),
      );
      // The subjects that SNS accepts.
      expect(subject).toMatch(/^[ -~]{1,99}$/);
    },
  );

  test('names regions with the same problem together, and how many events are where', () => {
    const appeared = [
      noForwarder('us-east-1'),
      { kind: 'unsent' as const, place: 'eu-west-1', detail: '3' },
      noForwarder('us-west-2'),
    ];
    const { text } = mail(change(appeared, appeared));
    expect(text).toContain('- us-east-1, us-west-2: ');
    expect(text).toContain('- eu-west-1 (3): ');
  });

  test('separates new problems, solved ones, and those that remain', () => {
    const { text } = mail(
      change(
        [noForwarder('us-east-1'), noForwarder('us-west-2')],
        [noForwarder('us-east-1')],
        ['ruleOff root-alert-prod-forwarded'],
      ),
    );
    const [, appeared, gone, standing] = text.split('\n\n');
    expect(appeared).toMatch(new RegExp(`^${headings.appeared}\n- us-east-1: .+\n  → `));
    expect(gone).toBe(`${headings.gone}\n- root-alert-prod-forwarded: ${findings.ruleOff.what}`);
    expect(standing).toBe(`${headings.standing}\n- us-west-2: ${findings.noForwarder.what}`);
  });

  test('passes over what another version called a finding', () => {
    const { text } = mail(change([], [], ['ofAnotherVersion us-east-1', 'noTrail trail']));
    expect(text).toContain(`- trail: ${findings.noTrail.what}`);
    expect(text).not.toContain('us-east-1');
  });

  test('says in its subject that all problems are solved', () => {
    const { subject, text } = mail(change([], [], ['secretEmpty webhook']));
    expect(subject).toBe('root-alert prod: all is well again');
    expect(text).toContain(headings.gone);
  });
});
