import { describe, expect, it } from 'vitest';
import { matches } from './support/event-pattern.ts';
import { vectors, vectorsBesideMoto } from './support/event-pattern-vectors.ts';

describe('an event pattern decides as EventBridge documents', () => {
  const all = [...vectors, ...vectorsBesideMoto];
  it.each(all.map((vector) => [vector.claim, vector] as const))('%s', (_, vector) => {
    const { pattern, passes, refuses } = vector;
    expect(passes.filter((event) => !matches(pattern, event))).toEqual([]);
    expect(refuses.filter((event) => matches(pattern, event))).toEqual([]);
    expect(passes.length + refuses.length).toBeGreaterThan(0);
  });

  it('each operator is shown by an event that passes and one that is refused', () => {
    expect(vectors.filter(({ passes }) => passes.length === 0)).toEqual([]);
    expect(vectors.filter(({ refuses }) => refuses.length === 0)).toEqual([]);
  });

  it('two paths are never met by different elements of one array', () => {
    const pattern = { employees: { firstName: ['Anna'], lastName: ['Jones'] } };
    const anna = { firstName: 'Anna', lastName: 'Smith' };
    const peter = { firstName: 'Peter', lastName: 'Jones' };
    expect(matches(pattern, { employees: [anna, peter] })).toBe(false);
    expect(matches(pattern, { employees: [[anna], [peter]] })).toBe(false);
    expect(
      matches(pattern, { employees: [anna, peter, { ...anna, ...peter, firstName: 'Anna' }] }),
    ).toBe(true);
  });

  it('two paths are met by elements of two arrays', () => {
    const pattern = { first: { a: [1] }, second: { b: [2] } };
    expect(matches(pattern, { first: [{ a: 0 }, { a: 1 }], second: [{ b: 2 }, { b: 0 }] })).toBe(
      true,
    );
    expect(matches(pattern, { first: [{ a: 0 }, { a: 1 }], second: [{ b: 0 }] })).toBe(false);
  });

  it('alternatives of $or keep to one element of an array as well', () => {
    const pattern = { $or: [{ list: { a: [1] } }, { list: { b: [2] } }], list: { c: [3] } };
    expect(matches(pattern, { list: [{ a: 1, c: 3 }] })).toBe(true);
    expect(matches(pattern, { list: [{ b: 2 }, { c: 3 }] })).toBe(false);
  });
});

describe('a pattern that AWS would not take is refused, whatever the event', () => {
  it.each<[string, unknown]>([
    ['no object', ['aws.iam']],
    ['an empty pattern', {}],
    ['an empty object', { detail: {} }],
    ['a bare value', { source: 'aws.iam' }],
    ['an empty list', { source: [] }],
    ['a list in a list', { source: [['aws.iam']] }],
    ['an unknown operator', { source: [{ contains: 'aws' }] }],
    ['a misspelt operator', { source: [{ Prefix: 'aws.' }] }],
    ['two operators at once', { source: [{ prefix: 'aws.', suffix: 'm' }] }],
    ['an empty operator', { source: [{}] }],
    ['exists with a text', { source: [{ exists: 'false' }] }],
    ['prefix with a number', { source: [{ prefix: 5 }] }],
    ['prefix with a list', { source: [{ prefix: ['a', 'b'] }] }],
    ['prefix with another operator', { source: [{ prefix: { suffix: 'a' } }] }],
    ['suffix with another operator', { source: [{ suffix: { prefix: 'a' } }] }],
    ['equals-ignore-case with null', { source: [{ 'equals-ignore-case': null }] }],
    ['wildcard with **', { source: [{ wildcard: 'a**b' }] }],
    ['wildcard with a needless escape', { source: [{ wildcard: 'a\\b' }] }],
    ['wildcard that ends in an escape', { source: [{ wildcard: 'a\\' }] }],
    ['anything-but with texts and numbers', { source: [{ 'anything-but': ['a', 1] }] }],
    ['anything-but with null', { source: [{ 'anything-but': [null] }] }],
    ['anything-but with an empty list', { source: [{ 'anything-but': [] }] }],
    ['anything-but numeric', { source: [{ 'anything-but': { numeric: ['=', 1] } }] }],
    ['anything-but prefix with a number', { source: [{ 'anything-but': { prefix: 1 } }] }],
    ['numeric without a number', { source: [{ numeric: ['>', '0'] }] }],
    ['numeric with an unknown comparison', { source: [{ numeric: ['!=', 0] }] }],
    ['numeric with the upper bound first', { source: [{ numeric: ['<', 5, '>', 0] }] }],
    ['numeric with half a range', { source: [{ numeric: ['>', 0, '<'] }] }],
    ['numeric with a bound out of range', { source: [{ numeric: ['>', 5_000_000_001] }] }],
    ['numeric with a bare number', { source: [{ numeric: 5 }] }],
    ['cidr without a mask', { source: [{ cidr: '10.0.0.0' }] }],
    ['cidr with a mask of 33 bits', { source: [{ cidr: '10.0.0.0/33' }] }],
    ['cidr of no address', { source: [{ cidr: 'ten/8' }] }],
    ['$or with one alternative', { $or: [{ source: ['a'] }] }],
    ['$or with an object', { $or: { source: ['a'] } }],
    ['$or with a text among its alternatives', { $or: [{ source: ['a'] }, 'b'] }],
    ['a path asked for twice', { source: ['a'], $or: [{ source: ['b'] }, { region: ['c'] }] }],
  ])('%s', (_, pattern) => {
    expect(() => matches(pattern, {})).toThrow(/^pattern /);
    expect(() => matches(pattern, { source: 'aws.iam', detail: {} })).toThrow(/^pattern /);
  });

  it('an event that is no object is refused too', () => {
    expect(() => matches({ source: ['a'] }, ['a'])).toThrow('an event is a JSON object');
  });
});
