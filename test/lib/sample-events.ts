import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RootActivity } from '../../lib/root-activity.ts';
import { readOutboxMessage } from '../../lib/sources/outbox-message.ts';

/** An EventBridge event in a file of `events/`. */
export interface SampleEvent {
  readonly [field: string]: unknown;
  readonly detail: Readonly<Record<string, unknown>>;
}

const directory = join(import.meta.dirname, '../../events');

/** Each as it was read first: property tests ask for them thousands of times. */
const parsed = new Map<string, object>();

/** The files in `events/` with a CloudTrail record. */
export const sampleEventFiles: readonly string[] = readdirSync(directory)
  .filter((file) => file.endsWith('.json'))
  .filter((file) => 'detail' in parse(file));

export function readSampleEvent(file: string): SampleEvent {
  return parse(file) as SampleEvent;
}

/** The activities of an outbox batch in `events/`. */
export function readSampleBatch(file: string): readonly RootActivity[] {
  const { Records } = parse(file) as { readonly Records: readonly { readonly body: string }[] };
  return Records.map(({ body }) => readOutboxMessage(body, () => 'unique'));
}

function parse(file: string): object {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const read = frozen(JSON.parse(readFileSync(join(directory, file), 'utf8')));
  parsed.set(file, read);
  return read;
}

/** No test can change what the others read. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** The event with `value` at a dotted path. With undefined, the path is left out. */
export function withField(event: SampleEvent, path: string, value: unknown): SampleEvent {
  return setAt(event, path.split('.'), value) as SampleEvent;
}

function setAt(parent: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const { [key]: child, ...others } = isObject(parent) ? parent : {};
  const changed = setAt(child, rest, value);
  return changed === undefined ? others : { ...others, [key]: changed };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
