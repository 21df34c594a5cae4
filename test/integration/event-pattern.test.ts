import { describe, expect, it } from 'vitest';
import { matches } from './support/event-pattern.ts';
import { vectors, vectorsBesideMoto } from './support/event-pattern-vectors.ts';

describe('an event pattern decides as EventBridge documents', () => {
  it.each([...vectors, ...vectorsBesideMoto])('$claim', ({ pattern, passes, refuses }) => {
    expect(passes.filter((event) => !matches(pattern, event))).toEqual([]);
    expect(refuses.filter((event) => matches(pattern, event))).toEqual([]);
  });

  it('each operator is shown by an event that passes and one that is refused', () => {
    expect(vectors.filter(({ passes }) => passes.length === 0)).toEqual([]);
    expect(vectors.filter(({ refuses }) => refuses.length === 0)).toEqual([]);
  });
});

describe('a pattern that AWS would not take, or that is not known here, is refused, whatever the event', () => {
  it.each<[string, unknown]>([
    ['no object', ['aws.iam']],
    ['an empty pattern', {}],
    ['an empty object', { detail: {} }],
    ['a bare value', { source: 'aws.iam' }],
    ['an empty list', { source: [] }],
    ['a list in a list', { source: [['aws.iam']] }],
    ['an operator of AWS that is not known here', { source: [{ wildcard: 'a*' }] }],
    ['an unknown operator', { source: [{ contains: 'aws' }] }],
    ['a misspelt operator', { source: [{ Prefix: 'aws.' }] }],
    ['two operators at once', { source: [{ prefix: 'aws.', suffix: 'm' }] }],
    ['an empty operator', { source: [{}] }],
    ['exists with a text', { source: [{ exists: 'false' }] }],
    ['prefix with a number', { source: [{ prefix: 5 }] }],
    ['prefix with a list', { source: [{ prefix: ['a', 'b'] }] }],
    ['prefix with another operator', { source: [{ prefix: { suffix: 'a' } }] }],
    ['equals-ignore-case with null', { source: [{ 'equals-ignore-case': null }] }],
    ['anything-but with texts and numbers', { source: [{ 'anything-but': ['a', 1] }] }],
    ['anything-but with null', { source: [{ 'anything-but': [null] }] }],
    ['anything-but with an empty list', { source: [{ 'anything-but': [] }] }],
    ['anything-but with an operator', { source: [{ 'anything-but': { prefix: 'a' } }] }],
    ['$or with one alternative', { $or: [{ source: ['a'] }] }],
    ['$or with an object', { $or: { source: ['a'] } }],
    ['$or with a text among its alternatives', { $or: [{ source: ['a'] }, 'b'] }],
    ['a path asked for twice', { source: ['a'], $or: [{ source: ['b'] }, { region: ['c'] }] }],
  ])('%s', (_, pattern) => {
    expect(() => matches(pattern, {})).toThrow(/^pattern /);
    expect(() => matches(pattern, { source: 'aws.iam', detail: {} })).toThrow(/^pattern /);
  });

  it('an event that is no object, and objects in an array where the pattern looks into them', () => {
    expect(() => matches({ source: ['a'] }, ['a'])).toThrow('an event is a JSON object');
    const pattern = { list: { a: [1] } };
    expect(() => matches(pattern, { list: [[{ a: 1 }]] })).toThrow('the objects of an array');
    expect(matches(pattern, { list: [1] })).toBe(false);
  });
});
