import type { Effect } from '../../classify/effect.ts';

/** A call as its record has it. */
export interface Call {
  /** The first part of `eventSource`. */
  readonly service: string | undefined;
  readonly eventName: string;
  /** Hostile. */
  readonly request: unknown;
}

/** What one reader found in a request. */
export interface FoundEffects {
  readonly effects: readonly Effect[];
  /** The parameters of the request, by their outermost names, that it understands wholly. */
  readonly keys: readonly string[];
}

/** The outermost parameters of a request. */
export function parametersOf({ request }: Call): Readonly<Record<string, unknown>> {
  const isObject = typeof request === 'object' && request !== null && !Array.isArray(request);
  return isObject ? (request as Readonly<Record<string, unknown>>) : {};
}
