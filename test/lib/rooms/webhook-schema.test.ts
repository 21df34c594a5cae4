import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { severities } from '../../../lib/classify/classes.ts';
import { webhookPayload } from '../../../lib/rooms/webhook/webhook-payload.ts';
import { message } from '../plain-message.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../docs/webhook.schema.json'), 'utf8'),
);

test('the schema in the docs has each field of what a receiver is posted, and no other', () => {
  const payload = webhookPayload(message, {
    id: 'f80b8a2e-a4e5-4c9f-8d2e-246a401d15c6',
    incidentId: '7F3K2M9QXA',
  });
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(payload).sort());
  const { incident: _, ...required } = payload;
  expect(schema.required.toSorted()).toEqual(Object.keys(required).sort());
  expect(Object.keys(schema.$defs.facts.items.properties)).toEqual(
    Object.keys(payload.facts[0] ?? {}),
  );
  expect(schema.properties.severity.enum).toEqual([...severities]);
  expect(schema.properties.type.const).toBe(payload.type);
  expect(schema.properties.version.const).toBe(payload.version);
  expect(payload.id).toMatch(new RegExp(schema.properties.id.pattern));
});
