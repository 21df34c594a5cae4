import { OperationalError } from '../operational-error.ts';

/** What failed in one run, so that one failed step does not stop the others. */
export interface Failures {
  /** One text for each failure, without a full stop, in the order in which they occurred. */
  readonly texts: readonly string[];
  add(text: string): void;
  /** The result of a step. If it rejects, the failure is noted under `step` and the result is undefined. */
  attempt<T>(step: string, work: Promise<T>): Promise<T | undefined>;
}

export function createFailures(): Failures {
  const texts: string[] = [];
  return {
    texts,
    add: (text) => {
      texts.push(text);
    },
    async attempt(step, work) {
      try {
        return await work;
      } catch (error) {
        texts.push(`${step}: ${reasonOf(error)}`);
        return undefined;
      }
    },
  };
}

/** Our own errors explain themselves. Of all others only the name or code is safe to log. */
function reasonOf(error: unknown): string {
  if (error instanceof OperationalError) return error.message.replace(/\.$/, '');
  if (!(error instanceof Error)) return 'unknown error';
  // Node names a failed connection by a code, such as ECONNREFUSED.
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
