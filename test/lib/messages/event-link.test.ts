import { describe, expect, test } from 'vitest';
import { eventLink } from '../../../lib/messages/event-link.ts';

const id = 'f80b8a2e-a4e5-4c9f-8d2e-246a401d15c6';

describe('an event has an address in the console of its region', () => {
  test.each([
    ['us-east-1', 'us-east-1.console.aws.amazon.com'],
    ['ap-northeast-2', 'ap-northeast-2.console.aws.amazon.com'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
  ])('%s', (region, host) => {
    expect(eventLink(region, id)).toBe(
      `https://${host}/cloudtrailv2/home?region=${region}#/events/${id}`,
    );
  });
});

describe('there is none', () => {
  test.each([
    ['without a region', undefined, id],
    ['without an id', 'us-east-1', undefined],
    ['with a region that would be another host', 'evil.example/us-east-1', id],
    ['with a region that ends in a line', 'us-east-1\n', id],
    ['with a region of any length', `aa-${'a'.repeat(1_000_000)}-1`, id],
    ['with an id that is no UUID', 'us-east-1', '1'],
    ['with an id that ends the link', 'us-east-1', `${id}>`],
    ['with an id that is a link of its own', 'us-east-1', `${id}|https://evil.example`],
  ])('%s', (_, region, eventId) => {
    expect(eventLink(region, eventId)).toBeUndefined();
  });
});
