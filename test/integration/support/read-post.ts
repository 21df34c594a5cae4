import type { Post } from './chat-room.ts';

/** What a room was told, by label, such as `이벤트`; `headline` and `summary` are its first two lines. */
export type ReadPost = {
  readonly headline: string;
  readonly summary: string;
  readonly advice: string;
  readonly facts: ReadonlyMap<string, string>;
  /** Title of the link, if there is one. */
  readonly link: string | undefined;
};

type DoorayBody = {
  readonly text: string;
  readonly attachments: readonly { readonly title?: string; readonly text: string }[];
};
type SlackBody = {
  readonly text: string;
  readonly blocks: readonly {
    readonly type: string;
    readonly text?: { readonly text: string };
    readonly fields?: readonly { readonly text: string }[];
    readonly elements?: readonly { readonly text: string }[];
  }[];
};

/** Reads a post to either kind of room back into what it says. */
export function readPost({ body }: Post): ReadPost {
  const { text } = body as DoorayBody | SlackBody;
  const [headline = '', summary = ''] = text.split('\n');
  if ('blocks' in (body as object)) {
    const { blocks } = body as SlackBody;
    return {
      headline,
      summary,
      advice: blocks[1]?.text?.text ?? '',
      facts: pairs(
        blocks.flatMap(({ fields = [] }) => fields.map((field) => field.text)),
        '\n',
      ),
      link: blocks.find(({ type }) => type === 'context')?.elements?.[0]?.text,
    };
  }
  const [advice, facts] = (body as DoorayBody).attachments;
  return {
    headline,
    summary,
    advice: advice?.text ?? '',
    facts: pairs(facts?.text.split('\n') ?? [], ': '),
    link: facts?.title,
  };
}

function pairs(lines: readonly string[], separator: string): ReadonlyMap<string, string> {
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(separator);
      return [line.slice(0, at), line.slice(at + separator.length)];
    }),
  );
}

/** The sum of the counts in `CreateUser 3건, ListUsers 2건, 외 4종 7건`; what stands alone without a count is one. */
export function sumOfCounts(line: string | undefined): number {
  const counts = [...(line ?? '').matchAll(/(?:^| )(\d+)건(?=,|$)/g)].map(([, count]) =>
    Number(count),
  );
  return counts.length === 0 && line ? 1 : counts.reduce((sum, count) => sum + count, 0);
}
