import { apiNameOf, serviceOf } from './api-name.ts';
import type { EventClass } from './classes.ts';
import type { Deed } from './deed.ts';
import { namedEvents } from './event-names.ts';

export interface NamedEvent {
  readonly service: string;
  readonly api: string;
  readonly eventClass: EventClass;
  /** Undefined: the words are those of the class. */
  readonly deed: Deed | undefined;
}

/** What the table of names has about an event. Undefined: nothing. */
export function namedEventOf(
  eventSource: string | undefined,
  eventName: string,
): NamedEvent | undefined {
  const service = serviceOf(eventSource);
  const api = apiNameOf(eventName);
  for (const [eventClass, text] of Object.entries(namedEvents)) {
    // Nearly every class ends here, without being read line by line.
    if (!text.includes(`\n${api}`) || !text.includes(`\n${service}:\n`)) continue;
    const found = eventsIn(eventClass as EventClass, text).find(
      (event) => event.service === service && event.api === api,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every event of the table. */
export function allNamedEvents(): readonly NamedEvent[] {
  return Object.entries(namedEvents).flatMap(([eventClass, text]) =>
    eventsIn(eventClass as EventClass, text),
  );
}

function eventsIn(eventClass: EventClass, text: string): NamedEvent[] {
  const events: NamedEvent[] = [];
  let service = '';
  for (const line of text.trim().split('\n')) {
    if (line.endsWith(':')) {
      service = line.slice(0, -1);
      continue;
    }
    const [api = '', verb, object, of] = line.split(' ');
    const deed = verb === undefined ? undefined : ([verb, object, of] as readonly unknown[]);
    events.push({ service, api, eventClass, deed: deed as Deed | undefined });
  }
  return events;
}
