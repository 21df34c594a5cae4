import type { RoomRules } from '../room-rules.ts';

/** Where flows are triggered: today's hosts, and those of before 2026 (learn.microsoft.com/answers/questions/5606972). */
const domains = ['.environment.api.powerplatform.com', '.logic.azure.com'];

/** A flow that was made from the template "Send webhook alerts to a channel". */
export const teamsRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname, searchParams }) =>
    domains.some((domain) => hostname.endsWith(domain)) &&
    /^\/(?:powerautomate\/automations\/direct\/)?workflows\/[\w-]+\/triggers\/manual\/paths\/invoke\/?$/.test(
      pathname,
    ) &&
    (searchParams.get('sig') ?? '') !== '',
  expectedUrl:
    'expected the https URL of a Teams workflow for webhook alerts (https://….environment.api.powerplatform.com/powerautomate/automations/direct/workflows/…&sig=…)',
  mention: {
    isValid: (text) => /^[\w.+'-]{1,64}@[\w.-]{1,190}$/.test(text),
    expected: 'expected the sign-in name of a member, such as name@example.com',
  },
  saysOnlyBegun: true,
};
