import { describe, expect, test } from 'vitest';
import { rootUse } from '../root-use.ts';
import { composeShown as compose } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const originalEventId = 'dc894908-c0ea-4029-831f-01e32b7f0df5';
const words = (reason: string) => {
  const use = rootUse({ addendum: { reason, originalEventId } });
  const { headline, facts } = compose(use, { words: wordsIn.en, timeZone: 'UTC' });
  return { headline, labels: facts.map(({ label }) => label), facts };
};

describe('the addendum of a record', () => {
  test('UPDATED_DATA says in the headline and in one line that an earlier record is corrected', () => {
    const { headline, facts } = words('UPDATED_DATA');
    expect(headline).toMatch(/^Correction · \[HIGH\]/);
    expect(facts.find(({ label }) => label === 'Correction')?.value).toContain(originalEventId);
  });

  test.each(['DELIVERY_DELAY', 'SERVICE_OUTAGE'])('%s says why the record is late', (reason) => {
    const { headline, facts } = words(reason);
    expect(headline).toMatch(/^\[HIGH\]/);
    expect(facts.find(({ label }) => label === 'Reason for delay')?.value).toContain(reason);
  });

  test('with another reason says nothing', () => {
    expect(words('SOMETHING_NEW').labels).not.toContain('Reason for delay');
    expect(words('SOMETHING_NEW').labels).not.toContain('Correction');
  });
});
