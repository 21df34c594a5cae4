import { createDynamoDb } from '../../../lib/aws/dynamodb.ts';
import { answerText } from '../../../lib/incident/answer.ts';
import { isIncidentId } from '../../../lib/incident/incident.ts';
import { createDynamoDbLedger } from '../../../lib/ledger/dynamodb-ledger.ts';
import type { Ledger } from '../../../lib/ledger/ledger.ts';
import type { Post } from './chat-room.ts';
import { deliverBatch } from './event-source-mapping.ts';
import type { Lambda } from './lambda-runtime.ts';
import { batchSize, type OutboxScene } from './outbox-scene.ts';
import { functionEnvironment } from './packaged-service.ts';
import { readPost } from './read-post.ts';
import type { RootUseEvent } from './root-use-event.ts';

export const minuteMs = 60_000;

/** As a deployment with answers has it. */
export const asking = { RESPOND_URL: 'https://answers.example.com', ESCALATE_MINUTES: '10' };

/** What goes on around root and those who are asked about it, minute by minute. */
export type Night = {
  readonly rootEvent: Lambda;
  readonly outbox: Lambda;
  readonly ledger: Ledger;
  /** What the rule does with a use, in the home region. */
  use(event: RootUseEvent): Promise<void>;
  /** Lets minutes pass, and parts of one; in each, the outbox gets what is visible. */
  pass(minutes: number): Promise<void>;
  /** What a webhook was posted, as its headlines, without what they are about. */
  heard(token: string): string[];
  /** The incidents that messages named. */
  incidents(): string[];
  /** As the page for answers writes it down. */
  answer(verdict: 'planned' | 'notUs', more?: object): Promise<void>;
};

/** Fills the secret with a Dooray and a room for escalation, unless others are given, and starts the functions. */
export async function startNight(
  scene: OutboxScene,
  env: Readonly<Record<string, string>> = asking,
  webhooks: object = {
    dooray: scene.room.urlFor('dooray'),
    rooms: [{ kind: 'dooray', url: scene.room.urlFor('on-call'), name: 'duty', escalation: true }],
  },
): Promise<Night> {
  const { room, clock } = scene;
  scene.secrets.put(
    String(functionEnvironment('outbox')['WEBHOOK_SECRET_ID']),
    JSON.stringify(webhooks),
  );
  const options = { env: { ...env, ...scene.sqs.environment } };
  const [rootEvent, outbox] = [
    await scene.start('rootEvent', options),
    await scene.start('outbox', options),
  ];
  const shifted = { now: () => Date.now(), sleep: () => Promise.resolve() };
  const ledger = createDynamoDbLedger(
    createDynamoDb(
      {
        ...scene.dynamoDb.environment,
        AWS_REGION: 'ap-northeast-2',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
      shifted,
    ),
    String(functionEnvironment('outbox')['LEDGER_TABLE']),
    shifted,
  );
  const incidents = (): string[] => [
    ...new Set(
      room.posts
        .flatMap(({ rawBody }) => rawBody.match(/\b[0-9A-Z]{10}\b/g) ?? [])
        .filter(isIncidentId),
    ),
  ];
  let answers = 0;
  return {
    rootEvent,
    outbox,
    ledger,
    async use(event) {
      await scene.put(event);
      await rootEvent.invoke(event);
    },
    async pass(minutes) {
      for (let leftMs = minutes * minuteMs; leftMs > 0; leftMs -= minuteMs) {
        clock.jump(Math.min(minuteMs, leftMs));
        while ((await deliverBatch(scene.outbox, outbox, batchSize)) !== undefined);
      }
    },
    heard: (token) => room.posts.filter((post) => post.token === token).map(kindOf),
    incidents,
    async answer(verdict, more = {}) {
      const [incident = ''] = incidents();
      answers += 1;
      const given = { id: `answer-${answers}`, verdict, atMs: Date.now(), via: 'link' as const };
      await ledger.addAnswer(incident, answerText({ ...given, isFromSession: false, ...more }));
      await ledger.markAnswered('111122223333', incident);
    },
  };
}

function kindOf(post: Post): string {
  const { headline } = readPost(post);
  if (/^(?:\S+ )?(?:[［[]\S+ )?사건 \w{10}: .*답했습니다/u.test(headline)) return 'answer';
  const plain = headline.replace(/^［?\[?[^\]］]*[\]］] ?/u, '');
  return /^(.*(?:않았습니다|왔습니다)): /.exec(plain)?.[1] ?? 'alert';
}
