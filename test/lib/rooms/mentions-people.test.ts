import { describe, expect, test } from 'vitest';
import { mentionsPeople } from '../../../lib/rooms/mentions-people.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import { message } from '../plain-message.ts';

const critical = { ...message, severity: 'critical' } as const;
const mentioned = (when: 'none' | 'critical' | 'all', it: typeof message): boolean =>
  mentionsPeople(it, { when, whom: 'here' });

describe('people are mentioned', () => {
  test('by nothing, unless it is asked for', () => {
    expect(mentionsPeople(critical, undefined)).toBe(false);
    expect(mentioned('none', critical)).toBe(false);
  });

  test('by what is critical alone, or by all', () => {
    expect([mentioned('critical', critical), mentioned('critical', message)]).toEqual([
      true,
      false,
    ]);
    expect([mentioned('all', critical), mentioned('all', message)]).toEqual([true, true]);
  });

  test('by what nobody answered, whatever else mentions them, but not where nobody can be, and never by a drill', () => {
    const call = { ...critical, isCall: true };
    expect(mentioned('none', call)).toBe(true);
    expect(mentionsPeople(call, undefined)).toBe(false);
    expect(mentioned('none', { ...call, isDrill: true })).toBe(false);
  });

  test('never by a drill or a quiet message', () => {
    for (const when of ['critical', 'all'] as const) {
      expect(mentioned(when, { ...critical, isDrill: true })).toBe(false);
      expect(mentioned(when, { ...critical, isQuiet: true })).toBe(false);
    }
  });

  test.each([
    ['here', '<!here>'],
    ['channel', '<!channel>'],
    ['S0123ABCDEF', '<!subteam^S0123ABCDEF>'],
  ])('in Slack as %s: %s', (whom, text) => {
    const { blocks } = slackPayload(critical, { mention: { when: 'critical', whom } });
    expect(blocks.at(-1)).toEqual({ type: 'section', text: { type: 'mrkdwn', text } });
  });
});
