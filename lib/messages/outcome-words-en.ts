import type { FailureWords, OutcomeWords } from './outcome-words.ts';

/** From `was throttled`: the end of `tried to … but it was throttled`, and of `the attempt was throttled`. */
const failed = (short: string, predicate: string): FailureWords => ({
  short,
  tail: `but it ${predicate}`,
  predicate,
});

export const outcomeEn: OutcomeWords = {
  failure: {
    denied: { short: 'denied', tail: 'and was refused', predicate: 'was refused' },
    throttled: failed('throttled', 'was throttled'),
    notFound: failed('not found', 'failed: the target does not exist'),
    notEmpty: failed('not empty', 'failed: the target is not empty or still in use'),
    conflict: failed('conflict', 'failed: it conflicts with what is already there'),
    limitExceeded: failed('limit exceeded', 'failed: an account limit was reached'),
    invalid: failed('invalid request', 'failed: the request was not valid'),
    unavailable: failed('AWS error', 'failed: AWS had an error'),
    dryRun: {
      short: 'dry run, would have succeeded',
      tail: 'in a dry run: nothing changed, but it would have succeeded',
      predicate: 'was a dry run: nothing changed, but it would have succeeded',
    },
    other: { short: 'failed', tail: 'and failed', predicate: 'failed' },
  },
  denier: {
    serviceControlPolicy: 'by a service control policy',
    resourceControlPolicy: 'by a resource control policy',
    endpointPolicy: 'by the policy of a VPC endpoint',
    boundary: 'by a permissions boundary',
    sessionPolicy: 'by a session policy',
    resourcePolicy: 'by the policy of the resource',
    identityPolicy: 'by the policy of an identity',
  },
  effect: {
    opensToAll: 'lets everybody in',
    opens: 'gives access',
    closes: 'removes access',
    opensNetwork: 'opens network access',
    closesNetwork: 'closes network access',
    grantsAdmin: 'gives administrator rights',
    takesAdmin: 'removes administrator rights',
    switchesOff: 'switches it off',
    switchesOn: 'switches it on',
    weakens: 'weakens protection',
    strengthens: 'strengthens protection',
  },
  omitted: {
    request: 'AWS left the call parameters out of the record (over 100 kB)',
    response: 'AWS left the response out of the record (over 100 kB)',
  },
  more: (names, count) => `${names} and ${count.toLocaleString('en-US')} more`,
};
