import { describe, expect, it } from 'vitest';
import { readSampleEvent } from '../lib/sample-events.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { delayMs, startOutboxScene } from './support/outbox-scene.ts';
import { fullTemplate } from './support/packaged-service.ts';
import { ledgerTable, pageUrl, respondTest } from './support/respond-scene.ts';
import { permittedBy } from './support/role-keys.ts';
import { rootCall } from './support/root-call.ts';
import { startS3 } from './support/s3.ts';

// moto lets every call pass that has such a condition (decision 34). Here the ledger on loopback denies what the role in the template
// does not permit, as the documents say; AWS itself was not asked.

describe('with the rights of its role alone,', () => {
  respondTest('respond shows an incident and takes both answers', async ({ scene }) => {
    scene.putWebhook({ rooms: [{ kind: 'slack', url: scene.room.url, name: 'security' }] });
    const rootEvent = await scene.startRootEvent();
    expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
    const [, token = ''] = /\/i\/([\w-]{64})/.exec(scene.room.posts[0]?.rawBody ?? '') ?? [];
    const respond = await scene.startRespond({ EVIDENCE: 'on' });
    scene.dynamodb.permit(permittedBy('RespondRole', fullTemplate()));

    const shown = await scene.ask(respond, `${pageUrl}/i/${token}`);
    expect(shown.statusCode).toBe(200);
    for (const answer of ['planned', 'notUs']) {
      const [, form = ''] = /name="form" value="([\w-]{22})"/.exec(shown.body) ?? [];
      const { statusCode } = await scene.ask(respond, `${pageUrl}/i/${token}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ form, verdict: answer, who: 'kim' }).toString(),
      });
      expect(statusCode).toBe(303);
    }

    expect(scene.room.posts.length).toBeGreaterThanOrEqual(3);
    expect(scene.logs()).not.toMatch(/AccessDenied|"level":"(?:WARN|ERROR)"/);
    const rows = await scene.dynamodb.scan(ledgerTable);
    expect(rows.filter(({ pk }) => `${pk}`.startsWith('evidence#incident-'))).toHaveLength(2);
  });

  it('evidence writes what was told', async () => {
    const [scene, s3] = await Promise.all([startOutboxScene(), startS3()]);
    try {
      const on = { EVIDENCE: 'on' };
      const [rootEvent, outbox, evidence] = [
        await scene.start('rootEvent', { env: on }),
        await scene.start('outbox', { env: on }),
        await scene.start('evidence', {
          env: { ...on, ...s3.environment, EVIDENCE_BUCKET: s3.bucket, RESPOND_URL: '' },
        }),
      ];
      const event = rootCall('CreateUser');
      await scene.put(event);
      await rootEvent.invoke(event);
      await scene.nextRound(outbox, delayMs);
      scene.dynamoDb.permit(permittedBy('EvidenceRole', fullTemplate()));
      expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
      expect([...s3.objects().keys()]).toHaveLength(1);
      expect(evidence.log()).not.toContain('AccessDenied');
    } finally {
      await Promise.all([scene.stop(), s3.stop()]);
    }
  });
});

describe('no right over a row of a use has', () => {
  it.each([
    ['RespondRole', 'UpdateItem'],
    ['PlannedRole', 'UpdateItem'],
    ['EvidenceRole', 'UpdateItem'],
  ])('%s, by %s', (role, operation) => {
    const isPermitted = permittedBy(role, fullTemplate());
    for (const pk of ['event#1b2c', 'account#111122223333', 'state#reconcile', undefined]) {
      expect(isPermitted(operation, pk), pk).toBe(false);
    }
    expect(isPermitted('DeleteItem', 'event#1b2c')).toBe(false);
    expect(isPermitted('Query', undefined)).toBe(false);
  });
});
