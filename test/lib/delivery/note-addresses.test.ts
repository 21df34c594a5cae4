import { describe, expect, test } from 'vitest';
import { keptBody } from '../../../lib/delivery/kept-body.ts';
import { provenAddress } from '../../../lib/delivery/note-addresses.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { readSampleEvent } from '../sample-events.ts';

const deployment = { stage: 'prod', trailLogGroup: undefined };
const from = (file: string, more: object = {}) => {
  const event = readSampleEvent(file);
  return provenAddress(
    readEventBridgeEvent({ ...event, detail: { ...event.detail, ...more } }, deployment),
  );
};

test('an address becomes known by what root did from it', () => {
  expect(from('root-login.json')).toBe('203.0.113.24');
  expect(from('root-create-access-key.json')).toBeDefined();
});

describe('no address becomes known by', () => {
  test.each(['root-login-failed.json', 'root-password-recovery.json'])(
    '%s, which anybody can cause',
    (file) => {
      expect(from(file)).toBeUndefined();
    },
  );

  test('what was refused', () => {
    expect(from('root-create-access-key.json', { errorCode: 'AccessDenied' })).toBeUndefined();
  });

  test('one that came by the endpoint of a VPC, whose owner chooses its addresses, also public ones', () => {
    const by = { vpcEndpointId: 'vpce-0a1b2c3d4e5f60718' };
    expect(from('root-login.json', by)).toBeUndefined();
    // However long it is.
    const event = readSampleEvent('root-create-access-key.json');
    const long = { ...event.detail, ...by, responseElements: { x: 'x'.repeat(9_000) } };
    const kept = JSON.parse(keptBody(JSON.stringify({ ...event, detail: long })) ?? '');
    expect(kept.detail.responseElements).toBeUndefined();
    expect(provenAddress(readEventBridgeEvent(kept, deployment))).toBeUndefined();
  });

  test.each(['cloudformation.amazonaws.com', 'AWS Internal'])('%s in place of one', (name) => {
    expect(from('root-login.json', { sourceIPAddress: name })).toBeUndefined();
  });

  test.each(['root-alert.drill.prod', 'aws.partner/x'])('an event from %s', (source) => {
    const event = { ...readSampleEvent('root-login.json'), source };
    expect(provenAddress(readEventBridgeEvent(event, deployment))).toBeUndefined();
  });

  test('what cannot be read again', () => {
    expect(provenAddress(undefined)).toBeUndefined();
  });
});
