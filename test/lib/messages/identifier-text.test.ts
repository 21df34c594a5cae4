import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accessKeyIdText,
  accountText,
  eventIdText,
  eventNameText,
  isEventId,
  isRegion,
  regionText,
  serviceText,
  sourceIpText,
} from '../../../lib/messages/identifier-text.ts';
import { hostileTextOfAnyLength } from '../hostile-text.ts';

const id = 'f80b8a2e-a4e5-4c9f-8d2e-246a401d15c6';

describe('an identifier stays as it is when it is', () => {
  test.each([
    ['an account', accountText, '011122223333'],
    ['an event id', eventIdText, id],
    ['an event id in capitals', eventIdText, id.toUpperCase()],
    ['a region', regionText, 'ap-northeast-2'],
    ['a region of the government', regionText, 'us-gov-west-1'],
    ['a service', serviceText, 'signin.amazonaws.com'],
    ['a service with a digit', serviceText, 'route53.amazonaws.com'],
    ['an event name', eventNameText, 'ConsoleLogin'],
    ['an event name with a date', eventNameText, 'UpdateFunctionCode20150331v2'],
    ['an event name with an underscore', eventNameText, 'Instruments_Create'],
    ['an IPv4 address', sourceIpText, '203.0.113.24'],
    ['an IPv6 address', sourceIpText, '2001:db8:4c:17::2b'],
    ['a service as the source', sourceIpText, 'autoscaling.amazonaws.com'],
    ['what CloudTrail writes for its own', sourceIpText, 'AWS Internal'],
    ['an access key id', accessKeyIdText, 'AKIAZP5LN8WD3EXAMPLE'],
  ])('%s', (_, textOf, text) => {
    expect(textOf(text)).toBe(text);
  });
});

describe('other text in its place is one line without what nobody sees; each room escapes it', () => {
  test.each([
    ['an id with a line', eventIdText, `${id}\n${id}`, `${id} ${id}`],
    ['an address with a line', sourceIpText, '1.2.3.4:80\n', '1.2.3.4:80'],
    ['a name that nobody sees', eventNameText, '\u200B', ''],
    ['a region with a mention', regionText, '<!here>', '<!here>'],
  ])('%s', (_, textOf, text, expected) => {
    expect(textOf(text)).toBe(expected);
  });
});

describe('no identifier is longer than its place', () => {
  test.each([
    ['account', accountText, '1'.repeat(1_000_000), 40],
    ['event id', eventIdText, id.repeat(30_000), 80],
    ['region', regionText, `aa-${'a'.repeat(1_000_000)}-1`, 40],
    ['region of many parts', regionText, `aa${'-a'.repeat(500_000)}-1`, 40],
    ['service', serviceText, `${'a'.repeat(1_000_000)}.amazonaws.com`, 100],
    ['source', sourceIpText, `${'a'.repeat(1_000_000)}.amazonaws.com`, 100],
    ['source of digits', sourceIpText, '1.'.repeat(500_000), 100],
    ['event name', eventNameText, 'A'.repeat(129), 128],
    ['event name of many parts', eventNameText, `A${'_A'.repeat(500_000)}`, 128],
    ['access key id', accessKeyIdText, 'A'.repeat(129), 128],
  ])('%s', (_, textOf, text, maxLength) => {
    expect(textOf(text).length).toBeLessThanOrEqual(maxLength);
  });

  test('whatever text is in its place', () => {
    const places = [
      accountText,
      eventIdText,
      regionText,
      serviceText,
      eventNameText,
      sourceIpText,
      accessKeyIdText,
    ];
    fc.assert(
      fc.property(hostileTextOfAnyLength, fc.constantFrom(...places), (text, textOf) => {
        const shown = textOf(text);
        expect(Array.from(shown).length).toBeLessThanOrEqual(128);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('a region', () => {
  test.each(['us-east-1', 'ap-northeast-2', 'us-gov-west-1', 'cn-north-1', 'mx-central-1'])(
    'is %s',
    (text) => {
      expect(isRegion(text)).toBe(true);
    },
  );

  test.each([
    '',
    'global',
    'us-east',
    'US-EAST-1',
    'us-east-1.evil.com',
    'us-east-1/',
    'us-east-1\n',
  ])('is not %j', (text) => {
    expect(isRegion(text)).toBe(false);
  });
});

describe('an event id', () => {
  test('is a UUID', () => {
    expect(isEventId(id)).toBe(true);
  });

  test.each(['', id.slice(1), `${id}0`, id.replaceAll('-', ''), `${id}\n`, `x${id}`])(
    'is not %j',
    (text) => {
      expect(isEventId(text)).toBe(false);
    },
  );
});
