import type { Config } from '../config.ts';
import type { Finding } from '../reconcile/finding.ts';
import type { Deployment } from './compose-ops-mail.ts';
import type { Message } from './message.ts';
import { opsWordsByLocale } from './ops-words-by-locale.ts';
import { ourText } from './plain-text.ts';
import { quiet } from './quiet.ts';

/**
 * Words the quiet message for the room about what keeps mails from people, with what to do about it.
 *
 * @param unmailed how many other findings nobody was mailed.
 */
export function composeOpsNotice(
  findings: readonly Finding[],
  unmailed: number,
  { stage, homeRegion }: Pick<Deployment, 'stage' | 'homeRegion'>,
  { locale }: Pick<Config, 'locale'>,
): Message {
  const { noticeHeadline, findings: words, unmailed: others } = opsWordsByLocale[locale];
  const steps = findings.flatMap((finding) => {
    const { what, todo } = words[finding.kind];
    return [what, `→ ${todo(stage, homeRegion, [finding])}`];
  });
  return {
    ...quiet(noticeHeadline),
    advice: {
      // A quiet message has none.
      label: '',
      steps: [...steps, ...(unmailed > 0 ? [others(unmailed, stage)] : [])].map(ourText),
    },
  };
}
