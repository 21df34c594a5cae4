import { describe, expect, test } from 'vitest';
import { composeOpsNotice } from '../../../lib/messages/compose-ops-notice.ts';
import { opsWordsByLocale } from '../../../lib/messages/ops-words-by-locale.ts';
import { plain } from '../shown-message.ts';

const topic = 'arn:aws:sns:ap-northeast-2:111122223333:root-alert-ops-prod';
const deployment = { stage: 'prod', homeRegion: 'ap-northeast-2' };

describe.each(['ko', 'en'] as const)('the notice that mails reach nobody, in %s', (locale) => {
  const { noticeHeadline, findings, unmailed } = opsWordsByLocale[locale];
  const notice = (others: number) =>
    composeOpsNotice(
      [{ kind: 'opsEmailUnconfirmed', place: topic, detail: 'security@example.com' }],
      others,
      deployment,
      { locale },
    );
  const linesOf = (others: number) => notice(others).advice?.steps.map(plain);

  test('is quiet, and says why and which command helps', () => {
    const { headline, isQuiet, facts } = notice(0);
    expect([plain(headline), isQuiet, facts]).toEqual([noticeHeadline, true, []]);
    expect(linesOf(0)).toEqual([
      findings.opsEmailUnconfirmed.what,
      expect.stringContaining(
        `aws sns subscribe --region ap-northeast-2 --topic-arn ${topic} --protocol email --notification-endpoint security@example.com`,
      ),
    ]);
  });

  test('says how many other findings could not be mailed', () => {
    expect(linesOf(3)?.at(-1)).toBe(unmailed(3, 'prod'));
    expect(linesOf(3)?.at(-1)).toMatch(/3.*--stage prod$/);
  });
});
