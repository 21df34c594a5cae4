import type { Severity } from '../../classify/classes.ts';
import type { Config } from '../../config.ts';
import { cutText } from '../../messages/cut-text.ts';
import type { Fact, Link, Message } from '../../messages/message.ts';

/** The JSON that a Dooray incoming webhook takes (Dooray Messenger, "Incoming Hook" guide). */
export interface DoorayPayload {
  readonly botName: string;
  readonly botIconImage?: string;
  readonly text: string;
  readonly attachments: readonly {
    readonly title?: string;
    readonly titleLink?: string;
    readonly text: string;
    readonly color: string;
  }[];
}

/**
 * The guide shows `red` and `green`, but green would mean that all is well. Public clients also send `yellow` and
 * `blue`. The word in the headline says the same as the color.
 */
const colorOf: Readonly<Record<Severity, string>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'blue',
};

/** The guide names no limit. Public clients cut at this length. */
const maxTextLength = 3_000;

export function doorayPayload(
  message: Message,
  { botName, botIcon }: Pick<Config, 'botName' | 'botIcon'>,
): DoorayPayload {
  const color = colorOf[message.severity];
  return {
    botName,
    ...(botIcon === undefined ? {} : { botIconImage: botIcon }),
    text: [message.headline, message.summary].filter(Boolean).join('\n'),
    // A quiet message has no bars.
    attachments:
      message.advice === undefined
        ? []
        : [
            { ...titleOf(message.runbook), text: line(message.advice), color },
            { ...titleOf(message.link), text: lines(message.facts), color },
          ],
  };
}

function titleOf(link: Link | undefined): { title?: string; titleLink?: string } {
  return link === undefined ? {} : { title: link.title, titleLink: link.url };
}

function line({ label, value }: Fact): string {
  return `${label}: ${value}`;
}

/** When the text is too long, the longest lines are cut, so that no line is lost. */
function lines(facts: readonly Fact[]): string {
  const all = facts.map(line);
  const text = all.join('\n');
  if (text.length <= maxTextLength) return text;
  const share = Math.floor(maxTextLength / all.length) - 1;
  return all.map((long) => cutText(long, share)).join('\n');
}
