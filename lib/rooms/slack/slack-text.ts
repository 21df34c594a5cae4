import { neutralizeText } from '../../messages/neutralize-text.ts';

/**
 * Text for the places where Slack reads markup: the text of a notification, and the small print. In `rich_text` no text is
 * markup (docs.slack.dev, "Rich text block"; links, mentions and emoji are elements of their own there), so nothing is
 * changed there, and addresses can be copied.
 */
export function slackNeutral(text: string): string {
  return neutralizeText(text, maxLength);
}

/** In code points. */
const maxLength = 1_500;
