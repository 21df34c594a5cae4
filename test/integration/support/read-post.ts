import { ko } from '../../../lib/messages/words-ko.ts';
import { slackAsShown } from '../../../lib/rooms/slack/slack-as-shown.ts';
import type { SlackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import type { Post } from './chat-room.ts';

/** What a room was told, by label, such as `이벤트 ID`; `headline` and `summary` are its first two lines. */
export type ReadPost = {
  /** Without its sign. */
  readonly headline: string;
  readonly summary: string;
  /** What to do, and what differs from case to case. */
  readonly body: string;
  readonly facts: ReadonlyMap<string, string>;
  /** What the small print says without a label: event, result, region, time. */
  readonly details: readonly string[];
  /** What a digest names: time, deed and object of each kind. */
  readonly notable: readonly string[];
  /** Of how many uses it tells. */
  readonly count: number;
  /** The address of what happened, with the title of the link, if there is one. */
  readonly link: string | undefined;
};

type DoorayBody = {
  readonly text: string;
  readonly attachments: readonly {
    readonly title?: string;
    readonly titleLink?: string;
    readonly text: string;
  }[];
};

/** Reads a post to either kind of room back into what it says. */
export function readPost({ body }: Post): ReadPost {
  const { text } = body as DoorayBody;
  const [headline = '', summary = ''] = text.replace(/^[🔴🟠🟡⚪🔵] /u, '').split('\n');
  const { lines, smallPrint, link } =
    'blocks' in (body as object)
      ? partsOfSlack(body as SlackPayload)
      : partsOfDooray(body as DoorayBody);
  const details = smallPrint.split(' · ');
  const eventId = link?.match(/#\/events\/(.+)$/)?.[1];
  return {
    headline,
    summary,
    body: lines.join('\n'),
    facts: new Map([
      ...lines.flatMap(factIn),
      ...details.flatMap(labelled),
      // Where a link opens the record, its address says which.
      ...(eventId === undefined ? [] : [[ko.label.eventId, eventId] as const]),
    ]),
    details,
    notable: lines.filter((line) => /^\d\d:\d\d:\d\d: /.test(line)),
    count: Number(
      /기록 (\d+)건|(\d+)번 실패/.exec(headline)?.slice(1).find(Boolean) ??
        1 + Number(/(?:\(|, )외 (\d+)건/.exec(headline)?.[1] ?? 0),
    ),
    link,
  };
}

function partsOfDooray({ attachments }: DoorayBody) {
  const [first, second] = attachments;
  // The title of the second names the event.
  const event = second?.title?.match(/^(?:CloudTrail: )?(.+ \(.+\))$/)?.[1];
  return {
    lines: first?.text.split('\n') ?? [],
    smallPrint: [event, second?.text].filter(Boolean).join(' · '),
    link: second?.title && `${second.title} → ${second.titleLink}`,
  };
}

function partsOfSlack(payload: SlackPayload) {
  const shown = slackAsShown({ ...payload, blocks: [] })
    .split('\n')
    .map((line) => line.replace(/^ {2}┃ /, ''));
  const links = shown.flatMap((line) => line.split(' · ')).filter((part) => part.includes(' → '));
  return {
    lines: shown.slice(0, -1),
    smallPrint: shown.at(-1) ?? '',
    link: links.find((part) => part.includes('.console.')),
  };
}

function factIn(line: string): [string, string][] {
  const at = line.indexOf(': ');
  return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2)]];
}

/** `이벤트 ID` before `이벤트`. */
const labels = Object.values(ko.label).toSorted((a, b) => b.length - a.length);

function labelled(detail: string): [string, string][] {
  const label = labels.find((it) => detail.startsWith(`${it} `));
  return label === undefined ? [] : [[label, detail.slice(label.length + 1)]];
}

/** The sum of the counts in `CreateUser 3건, ListUsers 2건 외 4종 7건`; what stands alone without a count is one. */
export function sumOfCounts(line: string | undefined): number {
  const counts = [...(line ?? '').matchAll(/(?:^| )(\d+)건(?=,| 외 |$)/g)].map(([, count]) =>
    Number(count),
  );
  return counts.length === 0 && line ? 1 : counts.reduce((sum, count) => sum + count, 0);
}
