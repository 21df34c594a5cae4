import type { Message } from '../../messages/message.ts';
import { calledIn } from '../called-in.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { detailLine, safeMessage } from '../safe-message.ts';

type CardElement =
  | {
      readonly type: 'TextBlock';
      readonly text: string;
      readonly wrap: true;
      readonly size?: 'Large' | 'Small';
      readonly weight?: 'Bolder';
      readonly isSubtle?: true;
      readonly color?: 'Attention' | 'Warning' | 'Accent' | 'Default';
    }
  | {
      readonly type: 'FactSet';
      readonly facts: readonly { readonly title: string; readonly value: string }[];
    };

interface Mention {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

interface AdaptiveCard {
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly type: 'AdaptiveCard';
  readonly version: '1.4';
  readonly msteams: { readonly width: 'Full'; readonly entities?: readonly Mention[] };
  readonly body: readonly CardElement[];
  readonly actions: readonly {
    readonly type: 'Action.OpenUrl';
    readonly title: string;
    readonly url: string;
  }[];
}

/** The JSON that the template's flow takes: it posts each of the attachments. */
export interface TeamsPayload {
  readonly type: 'message';
  readonly attachments: readonly [
    {
      readonly contentType: 'application/vnd.microsoft.card.adaptive';
      readonly contentUrl: null;
      readonly content: AdaptiveCard;
    },
  ];
}

export const limits = { headline: 600, summary: 600, advice: 1_500, facts: 2_500, details: 1_000 };

/** Teams says 28 kB (learn.microsoft.com); 21 kB were measured to pass. */
const maxBytes = 20_000;

const colors = {
  critical: 'Attention',
  high: 'Warning',
  medium: 'Warning',
  low: 'Default',
} as const;

export function teamsPayload(message: Message, { to }: MessageEnvelope): TeamsPayload {
  const shown = safeMessage(message, limits);
  const called = calledIn(message, to);
  // The last facts are the least important.
  for (let facts = shown.facts.length; ; facts -= 1) {
    const kept = { ...shown, facts: shown.facts.slice(0, facts) };
    const payload = payloadOf(message, kept, called);
    if (facts <= 0 || Buffer.byteLength(JSON.stringify(payload)) <= maxBytes) return payload;
  }
}

function payloadOf(
  { severity, isDrill, isQuiet }: Message,
  shown: ReturnType<typeof safeMessage>,
  called: string | undefined,
): TeamsPayload {
  const color = isDrill ? 'Accent' : isQuiet ? 'Default' : colors[severity];
  const small = detailLine(shown);
  const body: CardElement[] = [
    { ...textBlock(shown.headline), size: 'Large', weight: 'Bolder', color },
    ...(called === undefined ? [] : [textBlock(`<at>${called}</at>`)]),
    ...(shown.summary === '' ? [] : [{ ...textBlock(shown.summary), weight: 'Bolder' as const }]),
    ...(shown.advice?.steps ?? []).map(textBlock),
    ...(shown.facts.length === 0 ? [] : [factSet(shown.facts)]),
    ...(small === ''
      ? []
      : [{ ...textBlock(small), size: 'Small' as const, isSubtle: true as const }]),
  ];
  const entities = called === undefined ? {} : { entities: [mentionOf(called)] };
  const content: AdaptiveCard = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full', ...entities },
    body,
    actions: shown.links.map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url })),
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

function textBlock(text: string): Extract<CardElement, { type: 'TextBlock' }> {
  return { type: 'TextBlock', text, wrap: true };
}

function factSet(facts: readonly { label: string; value: string }[]): CardElement {
  return {
    type: 'FactSet',
    facts: facts.map(({ label, value }) => ({ title: label || '–', value })),
  };
}

function mentionOf(name: string): Mention {
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: name, name } };
}
