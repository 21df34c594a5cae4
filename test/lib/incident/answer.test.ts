import { expect, test } from 'vitest';
import {
  answerText,
  answerTo,
  type IncidentAnswer,
  maxAnswerTextLength,
  readAnswers,
} from '../../../lib/incident/answer.ts';

const answer = (more: Partial<IncidentAnswer> = {}): IncidentAnswer => ({
  id: 'a',
  verdict: 'planned',
  atMs: 100,
  via: 'link',
  isFromSession: false,
  ...more,
});

test('answers are read in the order in which they were given', () => {
  const one = answer({ id: 'one', atMs: 2 });
  const two = answer({ id: 'two', atMs: 1, verdict: 'notUs' });
  expect(readAnswers([one, two].map(answerText))).toMatchObject([{ id: 'two' }, { id: 'one' }]);
});

test.each([
  '',
  'null',
  '[]',
  '{"verdict":"planned"}',
  answerText(answer({ id: '../x' })),
  answerText(answer({ atMs: 1e20 })),
])('what nobody of us wrote is no answer: %s', (text) => {
  expect(readAnswers([text])).toEqual([]);
});

test('what people write is bounded', () => {
  const [read] = readAnswers([answerText(answer({ why: 'x'.repeat(10_000) }))]);
  expect(read?.why).toHaveLength(maxAnswerTextLength);
});

test('an answer stands for what was told before it, and for nothing after it', () => {
  const answers = [answer({ atMs: 100 })];
  expect(answerTo(answers, 100)).toBeDefined();
  expect(answerTo(answers, 101)).toBeUndefined();
});

test('of several answers the last one stands', () => {
  const answers = [answer({ atMs: 100 }), answer({ atMs: 200, verdict: 'notUs' })];
  expect(answerTo(answers, 50)?.verdict).toBe('notUs');
});

test('"planned" from the address of the session itself answers nothing, and "not us" from there does', () => {
  expect(answerTo([answer({ isFromSession: true })], 50)).toBeUndefined();
  expect(answerTo([answer({ isFromSession: true, verdict: 'notUs' })], 50)).toBeDefined();
});
