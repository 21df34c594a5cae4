import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blindSpot, readForwarding } from '../../../plugin/forwarders/forwarding.ts';

type Parameters = Record<
  | 'home'
  | 'forwardRegions'
  | 'organizationId'
  | 'organizationalUnits'
  | 'organizationCallAs'
  | 'memberPosture',
  string
>;

const regionsFile = new URL('../../../resources/regions.json', import.meta.url);
const known: { source: string; date: string; enabledByDefault: string[]; optIn: string[] } =
  JSON.parse(readFileSync(regionsFile, 'utf8'));

/** What a deployment to Seoul with nothing said covers, but for what `parameters` say. */
const read = (parameters: Partial<Parameters> = {}) =>
  readForwarding({
    home: 'ap-northeast-2',
    forwardRegions: '',
    organizationId: '',
    organizationalUnits: '',
    organizationCallAs: '',
    ...parameters,
  });

const organization = { organizationId: 'o-a1b2c3d4e5', organizationalUnits: 'ou-ab12-11112222' };

describe('the list of regions', () => {
  test('says where it comes from, and when it was looked up', () => {
    expect(known.source).toMatch(/AWS/);
    expect(new Date(known.date).toISOString().slice(0, 10)).toBe(known.date);
  });

  test('holds each region once, those in which root log-ins surface among them', () => {
    const all = [...known.enabledByDefault, ...known.optIn];
    expect(new Set(all).size).toBe(all.length);
    for (const region of all) expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
    expect(known.enabledByDefault).toHaveLength(17);
    expect(known.enabledByDefault).toEqual(
      expect.arrayContaining(['us-east-1', 'us-east-2', 'us-west-2', 'ap-northeast-2']),
    );
  });
});

describe('forwardRegions', () => {
  test.each(['ap-northeast-2', 'us-east-1'])(
    'unsaid, means every region that is enabled by default but the home region %s',
    (home) => {
      const { regions, optInRegions } = read({ home });
      expect([...regions, home].toSorted()).toEqual(known.enabledByDefault.toSorted());
      expect(optInRegions).toEqual([]);
    },
  );

  test('unsaid, means every region that is enabled by default when home is not one of them', () => {
    const { regions, optInRegions } = read({ home: 'ap-east-1' });
    expect(regions).toEqual(known.enabledByDefault);
    expect(optInRegions).toEqual(['ap-east-1']);
  });

  test('names those and no others, each once, whatever the spaces', () => {
    expect(read({ forwardRegions: ' us-east-1, us-west-2 ,us-east-1,' }).regions).toEqual([
      'us-east-1',
      'us-west-2',
    ]);
  });

  test('can name a region that is not enabled by default, which is then told apart', () => {
    expect(read({ forwardRegions: 'us-east-1,ap-east-1,me-south-1' })).toMatchObject({
      regions: ['us-east-1', 'ap-east-1', 'me-south-1'],
      optInRegions: ['ap-east-1', 'me-south-1'],
    });
  });

  test.each(['us-east-9', 'US-EAST-1', 'Virginia', 'us-east-1;us-west-2', 'us-gov-west-1'])(
    '%s is refused: no region we know',
    (region) => {
      expect(() => read({ forwardRegions: `us-east-1,${region}` })).toThrow(
        `forwardRegions: expected names of AWS regions; ${region} is none we know.`,
      );
    },
  );

  test('with the home region in it is refused', () => {
    expect(() => read({ forwardRegions: 'us-east-1,ap-northeast-2' })).toThrow(
      'forwardRegions: expected regions other than the home region ap-northeast-2, which needs no forwarder.',
    );
    expect(read({ home: 'us-west-2', forwardRegions: 'us-east-1,ap-northeast-2' }).regions).toEqual(
      ['us-east-1', 'ap-northeast-2'],
    );
  });

  test('as a list instead of text is refused', () => {
    const forwardRegions: string = JSON.parse('["us-east-1"]');
    expect(() => read({ forwardRegions })).toThrow('forwardRegions: expected text.');
  });
});

describe('the home region', () => {
  test.each(['us-gov-west-1', 'cn-north-1', 'us-east-9', 'Seoul'])(
    '%s is refused: nothing can be forwarded there',
    (home) => {
      expect(() => read({ home })).toThrow(
        `region: expected the name of an AWS region; ${home} is none we know.`,
      );
    },
  );
});

describe('an organization', () => {
  test('unsaid, is none', () => {
    expect(read().organization).toBeUndefined();
  });

  test('has an id, units or the root, each once, and is called as its management account', () => {
    const organizationalUnits = 'ou-ab12-11112222, r-ab12,ou-ab12-11112222';
    expect(read({ ...organization, organizationalUnits }).organization).toEqual({
      id: 'o-a1b2c3d4e5',
      units: ['ou-ab12-11112222', 'r-ab12'],
      callAs: 'SELF',
      hasPosture: false,
    });
  });

  test('is asked about its roots when asked to, and where there is none, that is refused', () => {
    expect(read({ ...organization, memberPosture: 'on' }).organization?.hasPosture).toBe(true);
    expect(() => read({ memberPosture: 'on' })).toThrow(
      'memberPosture: expected on only together with organizationId.',
    );
    expect(() => read({ ...organization, memberPosture: 'yes' })).toThrow(
      'memberPosture: expected on or off.',
    );
  });

  test.each(['SELF', 'DELEGATED_ADMIN'])('is called as %s when asked to', (callAs) => {
    expect(read({ ...organization, organizationCallAs: callAs }).organization?.callAs).toBe(callAs);
  });

  test.each(['delegated_admin', 'ADMIN'])('is not called as %s', (organizationCallAs) => {
    const sentence = 'organizationCallAs: expected SELF or DELEGATED_ADMIN.';
    expect(() => read({ ...organization, organizationCallAs })).toThrow(sentence);
    expect(() => read({ organizationCallAs })).toThrow(sentence);
  });

  test.each([
    'a1b2c3d4e5',
    'o-a1b2c3d4',
    'o-A1B2C3D4E5',
    'o-a1b2c3d4e5,o-f1b2c3d4e5',
    'r-ab12',
    `o-${'a'.repeat(33)}`,
  ])('of id %s is refused', (organizationId) => {
    expect(() => read({ ...organization, organizationId })).toThrow(
      'organizationId: expected the id of an organization, such as o-a1b2c3d4e5.',
    );
  });

  test.each(['ou-ab12', 'ou-ab12-1111', 'o-a1b2c3d4e5', 'Production', 'r-a', '111122223333'])(
    'with the unit %s is refused',
    (unit) => {
      const organizationalUnits = `ou-ab12-11112222,${unit}`;
      expect(() => read({ ...organization, organizationalUnits })).toThrow(
        `organizationalUnits: expected ids such as ou-ab12-11112222 or r-ab12; ${unit} is none.`,
      );
    },
  );

  test('without units is refused', () => {
    expect(() => read({ ...organization, organizationalUnits: ' , ' })).toThrow(
      'organizationalUnits: expected the ids of organizational units, or of the root, to go with organizationId.',
    );
  });

  test.each([{ organizationalUnits: 'ou-ab12-11112222' }, { organizationCallAs: 'SELF' }])(
    'of which only %o is said is refused',
    (parameters) => {
      expect(() => read(parameters)).toThrow(
        'organizationId: expected the id of an organization, such as o-a1b2c3d4e5.',
      );
    },
  );
});

test('what is refused is refused as a UserError, in one sentence', () => {
  for (const parameters of [
    { home: 'nowhere' },
    { forwardRegions: 'nowhere' },
    { organizationId: 'nobody' },
    { organizationCallAs: 'nobody' },
  ]) {
    expect(() => read(parameters)).toThrow(
      expect.objectContaining({ name: 'UserError', message: expect.stringMatching(/^[^\n]+\.$/) }),
    );
  }
});

describe('a deployment that sees root sign-ins', () => {
  test('in all three regions that record them has nothing to say, home among them or not', () => {
    expect(blindSpot('us-east-1', ['us-east-2', 'us-west-2'])).toBeUndefined();
    expect(blindSpot('ap-northeast-2', ['us-east-1', 'us-east-2', 'us-west-2'])).toBeUndefined();
  });

  test('in some of them only says which are left out', () => {
    expect(blindSpot('ap-northeast-2', ['us-east-1', 'ap-northeast-1'])).toBe(
      'Root sign-ins recorded in us-east-2, us-west-2 are not seen: forwardRegions leaves them out.',
    );
  });
});
