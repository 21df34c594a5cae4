import { apiNameOf, serviceOf } from './api-name.ts';
import type { Aspect } from './aspect.ts';
import type { EventClass } from './classes.ts';
import type { Deed } from './deed.ts';
import { namedEvents } from './event-names.ts';

export interface NamedEvent {
  readonly service: string;
  readonly api: string;
  /** Which of several things the event's name stands for. Undefined: all others, or the one that there is. */
  readonly aspect: Aspect | undefined;
  readonly eventClass: EventClass;
  /** Undefined: the words are those of the class. */
  readonly deed: Deed | undefined;
}

/** What the table of names has about an event. Undefined: nothing. */
export function namedEventOf(
  eventSource: string | undefined,
  eventName: string,
  aspect?: Aspect,
): NamedEvent | undefined {
  const service = serviceOf(eventSource);
  const api = apiNameOf(eventName);
  const ofAspect = aspect && findEvent(service, api, aspect);
  return ofAspect ?? findEvent(service, api, undefined);
}

function findEvent(
  service: string | undefined,
  api: string,
  aspect: Aspect | undefined,
): NamedEvent | undefined {
  const line = `\n${aspect === undefined ? api : `${api}/${aspect}`}`;
  const heading = `\n${service}:\n`;
  for (const [eventClass, text] of Object.entries(namedEvents)) {
    // Nearly every class ends here, without being read line by line.
    if (!text.includes(line) || !text.includes(heading)) continue;
    const found = eventsIn(eventClass as EventClass, text).find(
      (event) => event.service === service && event.api === api && event.aspect === aspect,
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

/** By class: a digest asks for many events. */
const eventsRead: Partial<Record<EventClass, readonly NamedEvent[]>> = {};

function eventsIn(eventClass: EventClass, text: string): readonly NamedEvent[] {
  eventsRead[eventClass] ??= readEvents(eventClass, text);
  return eventsRead[eventClass];
}

function readEvents(eventClass: EventClass, text: string): NamedEvent[] {
  const events: NamedEvent[] = [];
  let service = '';
  for (const line of text.trim().split('\n')) {
    if (line.endsWith(':')) {
      service = line.slice(0, -1);
      continue;
    }
    const [name = '', verb, object, of] = line.split(' ');
    const [api = '', aspect] = name.split('/');
    const deed = verb === undefined ? undefined : ([verb, object, of] as readonly unknown[]);
    events.push({
      service,
      api,
      aspect: aspect as Aspect | undefined,
      eventClass,
      deed: deed as Deed | undefined,
    });
  }
  return events;
}
