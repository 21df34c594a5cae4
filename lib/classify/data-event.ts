import type { UseFacts } from '../root-activity.ts';
import type { EventClass } from './classes.ts';
import { severityOf } from './severity.ts';

/**
 * Whether a use is a data or network activity event that destroys and exposes nothing: S3 objects read or written,
 * functions invoked. There can be thousands of them, so they are counted in digests, as reads are.
 */
export function isPlainDataEvent({ isDataEvent }: UseFacts, eventClass: EventClass): boolean {
  return (
    isDataEvent && eventClass !== 'deletion' && severityOf(eventClass, 'direct') !== 'critical'
  );
}
