import { describe, expect, test as plainTest, vi } from 'vitest';
import { type Answer, ok, okButNo, status } from './support/chat-room.ts';
import { deliveryDoc, withTables } from './support/delivery-doc.ts';
import { failedSaying, succeeded } from './support/invocation-outcome.ts';
import { knownHostsEnvironment, knownWebhooks } from './support/known-hosts.ts';
import { alertLines, ledgerTable, patience, test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

const json = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });

type Case = {
  readonly kind: 'dooray' | 'slack';
  /** After “The room …”. */
  readonly says: string;
  readonly answer: Answer;
  /** The form of an unclear answer. */
  readonly unclear?: string;
  /** What the error says, when it is a refusal. */
  readonly error?: string;
};

const didNotAccept = 'answered 200 but did not accept the message';

const cases: readonly Case[] = [
  { kind: 'dooray', says: 'says `isSuccessful: true`', answer: ok() },
  { kind: 'slack', says: 'says `ok`', answer: status(200, 'ok') },
  {
    kind: 'dooray',
    says: 'gives a page of HTML',
    answer: status(200, '<!doctype html><title>Maintenance</title>'),
    unclear: 'html',
  },
  { kind: 'dooray', says: 'gives no body', answer: { status: 204 }, unclear: 'empty' },
  {
    kind: 'dooray',
    says: 'gives JSON that it never gave before',
    answer: json({ result: { id: '1' } }),
    unclear: 'json',
  },
  { kind: 'slack', says: 'says `accepted`', answer: status(200, 'accepted'), unclear: 'text' },
  { kind: 'slack', says: 'gives what Dooray gives', answer: ok(), unclear: 'json' },
  {
    kind: 'dooray',
    says: 'says `isSuccessful: false`, and why',
    answer: okButNo('text field is required.'),
    error: `${didNotAccept} ("text field is required.", 1 attempt)`,
  },
  {
    kind: 'dooray',
    says: 'says `isSuccessful: "FALSE"`',
    answer: json({ header: { isSuccessful: 'FALSE' } }),
    error: `${didNotAccept} (1 attempt)`,
  },
  {
    kind: 'dooray',
    says: 'says `resultCode: -1`, and nothing else',
    answer: json({ header: { resultCode: -1 } }),
    error: `${didNotAccept} ("resultCode -1", 1 attempt)`,
  },
  {
    kind: 'slack',
    says: 'says `No_Service`',
    answer: status(200, ' No_Service\n'),
    error: `${didNotAccept} ("No_Service", 1 attempt)`,
  },
  {
    kind: 'slack',
    says: 'says `{"ok": false, "error": "invalid_payload"}`',
    answer: json({ ok: false, error: 'invalid_payload' }),
    error: `${didNotAccept} ("invalid_payload", 1 attempt)`,
  },
  {
    kind: 'slack',
    says: 'answers 404 with `no_service` and the webhook',
    answer: status(404, 'no_service /services/T0/B0/slack-token'),
    error: 'answered 404 ("no_service …", 1 attempt)',
  },
];

describe('at the host that a room has, only its own yes is one', () => {
  for (const { kind, says, answer, unclear, error } of cases) {
    test(`${kind} ${says}`, async ({ scene }) => {
      const { openRoom, putWebhook, start, ledgerRow, dynamodb } = scene;
      const room = await openRoom({ tls: true });
      room.willAnswer(answer);
      putWebhook({ [kind]: knownWebhooks[kind] });
      const lambda = await start(knownHostsEnvironment(room));
      const event = rootUseEvent();

      const outcome = await lambda.invoke(event);

      const row = await ledgerRow(event.detail.eventID);
      if (error !== undefined) {
        expect(outcome).toMatchObject(failedSaying(`Not told: ${kind} ${error}.`));
        expect(row?.toldAt).toBeUndefined();
        return;
      }
      expect(outcome).toEqual(succeeded);
      expect(row?.told).toEqual([kind]);
      expect(await lambda.invoke(event)).toEqual(succeeded);
      expect(room.posts).toHaveLength(1);
      await vi.waitUntil(() => alertLines(lambda).length === 2, patience);
      expect(alertLines(lambda)[0]?.rooms).toEqual([
        { room: kind, isTold: true, attempts: 1, ...(unclear && { unclear }) },
      ]);
      const states = (await dynamodb.scan(ledgerTable)).map(({ pk }) => pk);
      expect(states.includes(`state#answer#${kind}`)).toBe(unclear !== undefined);
      expect(lambda.log().includes('"UnclearAnswer":1')).toBe(unclear !== undefined);
    });
  }
});

plainTest('docs/delivery.md says all this', async () => {
  const page = withTables({
    'answers of a known host': {
      headings: ['The room', 'The alert', 'Error', 'Finding'],
      rows: cases.map(({ kind, says, unclear, error }) => [
        `${kind} ${says}`,
        error === undefined ? 'told, once' : 'leased',
        error === undefined ? '' : `${kind} ${error}`,
        unclear === undefined ? '' : `${kind} (${unclear})`,
      ]),
    },
  });
  await expect(page).toMatchFileSnapshot(deliveryDoc);
});
