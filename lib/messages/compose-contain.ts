import type { Config } from '../config.ts';
import type { ContainNotice } from '../contain/contain-notice.ts';
import { boundText } from './bound-text.ts';
import type { Message } from './message.ts';
import { opsWordsByLocale } from './ops-words-by-locale.ts';
import { summaryOf, withName } from './parts.ts';
import { ourText } from './plain-text.ts';
import { quiet } from './quiet.ts';

const maxByLength = 120;

/** Words what `npm run contain` did, for the rooms of the account: what is denied now, what is not, and how it ends. */
export function composeContain(
  { deed, accountId, accountName, sessionArn, policyId, by }: ContainNotice,
  stage: string,
  { locale }: Pick<Config, 'locale'>,
): Message {
  const words = opsWordsByLocale[locale].contain;
  const what = sessionArn === undefined ? 'allRoot' : 'session';
  const command = `npm run contain -- --stage ${stage} --account ${accountId} ${sessionArn === undefined ? '--all-root' : `--session ${sessionArn}`}`;
  const check = `aws organizations list-policies-for-target --target-id ${accountId} --filter SERVICE_CONTROL_POLICY`;
  const steps =
    deed === 'attached'
      ? [
          words.limits[what],
          words.stillOpen,
          words.check(check),
          words.release(`${command} --release`),
        ]
      : [words.afterRelease];
  return {
    ...quiet(words.headline[deed === 'attached' ? what : 'released']),
    summary: summaryOf([
      words.account(withName(accountId, accountName)),
      words.denied(sessionArn ?? words.allRoot),
      words.policy(policyId),
      words.by(boundText(by, maxByLength)),
    ]),
    // A quiet message has no label.
    advice: { label: '', steps: steps.map(ourText) },
  };
}
