import { describe, expect, test } from 'vitest';
import { parseAccountParameters, parseAccountSecret } from '../../../lib/ncloud/parse-accounts.ts';

const one = { accessKey: 'AKEXAMPLE1', secretKey: 'SKEXAMPLE1' };
const two = { accessKey: 'AKEXAMPLE2', secretKey: 'SKEXAMPLE2', cloud: 'gov', name: 'city' };
const read = (value: unknown, apiUrl?: URL) => parseAccountSecret(JSON.stringify(value), apiUrl);

describe('the secret', () => {
  test('holds one account', () => {
    expect(read(one)).toEqual({
      accounts: [
        {
          ...one,
          name: 'ncloud',
          apiUrl: new URL('https://cloudactivitytracer.apigw.ntruss.com'),
        },
      ],
      faults: [],
    });
  });

  test('or a list of them', () => {
    const { accounts, faults } = read([one, two]);
    expect(faults).toEqual([]);
    expect(accounts.map(({ name, apiUrl }) => [name, apiUrl.host])).toEqual([
      ['ncloud', 'cloudactivitytracer.apigw.ntruss.com'],
      ['city', 'cloudactivitytracer.apigw.gov-ntruss.com'],
    ]);
  });

  test('knows three clouds', () => {
    expect(read({ ...one, cloud: 'fin' }).accounts[0]?.apiUrl.host).toBe(
      'cloudactivitytracer.apigw.fin-ntruss.com',
    );
  });

  test('is sent elsewhere if that is asked for', () => {
    const apiUrl = new URL('http://127.0.0.1:8080');
    expect(read([one, two], apiUrl).accounts.map((it) => it.apiUrl)).toEqual([apiUrl, apiUrl]);
  });

  test.each<[string, unknown, string[]]>([
    [
      'a key is missing',
      { accessKey: 'AK' },
      ['ncloud secret, key secretKey: expected the secret key of a sub account.'],
    ],
    [
      'a key is no text',
      { ...one, accessKey: 7 },
      ['ncloud secret, key accessKey: expected the access key of a sub account.'],
    ],
    [
      'a key could forge a header',
      { ...one, accessKey: 'a\nb' },
      ['ncloud secret, key accessKey: expected the access key of a sub account.'],
    ],
    [
      'the cloud is another',
      { ...one, cloud: 'moon' },
      ['ncloud secret, key cloud: expected public, gov or fin.'],
    ],
    [
      'the name is none',
      { ...one, name: ' ' },
      ['ncloud secret, key name: expected a name of at most 50 characters.'],
    ],
  ])('where %s, says so and polls nothing', (_, value, faults) => {
    expect(read(value)).toEqual({ accounts: [], faults });
  });

  test.each(['', 'text', '7', 'null', '[]', '[null]', '"text"', '{"accessKey":'])(
    '%j is refused whole',
    (text) => {
      const { accounts, faults } = parseAccountSecret(text, undefined);
      expect(accounts).toEqual([]);
      expect(faults).toEqual([
        expect.stringMatching(/^ncloud secret: expected JSON such as \{"accessKey"/),
      ]);
    },
  );

  test('one bad entry does not keep back the others, and no value is ever repeated', () => {
    const { accounts, faults } = read([one, { ...two, secretKey: 'hush hush' }, two]);
    expect(accounts.map(({ name }) => name)).toEqual(['ncloud', 'city']);
    expect(faults).toEqual([
      'ncloud secret, entry 2, key secretKey: expected the secret key of a sub account.',
    ]);
  });

  test.each([null, 7, 'text'])('nor does one that is no entry at all: %j', (odd) => {
    const { accounts, faults } = read([one, odd, two]);
    expect(accounts.map(({ name }) => name)).toEqual(['ncloud', 'city']);
    expect(faults).toEqual([
      expect.stringMatching(/^ncloud secret, entry 2: expected JSON such as /),
    ]);
  });

  test('two accounts of one name would share one position: the second is refused', () => {
    const { accounts, faults } = read([two, { ...one, name: 'city' }]);
    expect(accounts).toHaveLength(1);
    expect(faults).toEqual([
      'ncloud secret, entry 2, key name: expected a name that no other entry has.',
    ]);
  });

  test('more than fifty accounts are said to be too many, and fifty are polled', () => {
    const { accounts, faults } = read(Array.from({ length: 51 }, () => one));
    expect(accounts).toHaveLength(50);
    expect(faults).toEqual(['ncloud secret: expected at most 50 accounts.']);
  });
});

describe('parameters', () => {
  test('hold one account', () => {
    const { accounts, faults } = parseAccountParameters(
      {
        NCLOUD_ACCESS_KEY: 'AK',
        NCLOUD_SECRET_KEY: 'SK',
        NCLOUD_CLOUD: 'fin',
        NCLOUD_NAME: 'bank',
        WEBHOOK_URL: 'x',
      },
      undefined,
    );
    expect(faults).toEqual([]);
    expect(accounts).toMatchObject([{ name: 'bank', accessKey: 'AK', secretKey: 'SK' }]);
  });

  test('are called by their names when they are wrong', () => {
    expect(
      parseAccountParameters({ NCLOUD_ACCESS_KEY: '', NCLOUD_CLOUD: 'moon' }, undefined).faults,
    ).toEqual([
      'NCLOUD_ACCESS_KEY: expected the access key of a sub account.',
      'NCLOUD_SECRET_KEY: expected the secret key of a sub account.',
      'NCLOUD_CLOUD: expected public, gov or fin.',
    ]);
  });
});
