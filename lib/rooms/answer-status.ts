import type { Answer } from '../post-json.ts';
import { fieldsOf, readAnswerJson } from './answer-json.ts';

/** Whether a status says that the request was taken. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/**
 * Whether a status says that the webhook takes nothing at all. With 403 only where the service says so in its own JSON: a firewall
 * before it refuses one message, perhaps for what a stranger wrote into it, with a page of its own.
 */
export function isGone(
  { status, body }: Pick<Answer, 'status' | 'body'>,
  gone: readonly number[],
): boolean {
  return gone.includes(status) && (status !== 403 || fieldsOf(readAnswerJson(body)).size > 0);
}
