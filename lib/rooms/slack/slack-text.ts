import { inEitherForm } from '../../messages/common-text.ts';
import { inertLinks } from '../../messages/inert-links.ts';
import { fullWidth } from '../../messages/neutralize-text.ts';

/**
 * Text for the places where Slack may read markup or make links: the text of a notification, and the small print. What makes
 * either becomes its full-width twin, which reads the same. `&`, `<` and `>` need none of Slack's escapes then, which not every
 * client undoes.
 *
 * In `rich_text` no text is markup (docs.slack.dev, "Rich text block"; links, mentions and emoji are elements of their own
 * there), so nothing is changed there, and addresses can be copied.
 */
export function slackNeutral(text: string, isOurs = false): string {
  const plain = text.replaceAll(marks(text), fullWidth);
  return isOurs ? plain : inertLinks(plain);
}

/** Underscores within a word, as in `Instruments_Create` or `aws___call_aws`, are none. */
const marks = inEitherForm(
  ({ words }, unicode) =>
    new RegExp(`[<>&*~\`]|(?<![${words}_])_+|_+(?![${words}_])`, `g${unicode}`),
);
