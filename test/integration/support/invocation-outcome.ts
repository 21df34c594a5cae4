import { expect } from 'vitest';

/** An invocation of a function that gives nothing back. */
export const succeeded = { ok: true, result: null };

/** An invocation that failed because a room was not told, saying all of this, in this order. */
export const failedSaying = (...parts: readonly string[]) => ({
  ok: false,
  errorType: 'DeliveryError',
  errorMessage: expect.stringMatching(new RegExp(parts.map(escaped).join('.*'))),
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
