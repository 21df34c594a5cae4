import { readConfig } from '../../../lib/config.ts';
import { type IncidentRecord, incidentRecordText } from '../../../lib/incident/incident-record.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import type { RespondDeps } from '../../../lib/respond/respond-deps.ts';
import type { About } from '../../../lib/rooms/about.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleEvent } from '../sample-events.ts';

export const incidentId = '7F3K2M9QXA';
export const linkKey = 'k'.repeat(64);
const counter = '111122223333';

/** What `respond` has, with a ledger in memory and a room that takes what it is told to take. */
export function startRespond(more: Partial<RespondDeps> = {}) {
  const clock = createFakeClock(Date.parse('2026-11-21T18:12:50Z'));
  const ledger = createMemoryLedger(clock);
  const told: { readonly message: Message; readonly about: About }[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  let isTaking = true;
  const deps: RespondDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 't',
      RUNBOOK_URL: 'https://wiki.example.com/runbook',
    }),
    ledger,
    clock,
    log: (line) => lines.push(line),
    rooms: async () => [],
    secret: async () => ({ linkKey }),
    newFormId: () => 'f'.repeat(22),
    escalate: async () => undefined,
    recentIncidents: async () => [incidentId],
    post: async () => ({ status: 200, retryAfter: undefined, body: 'ok' }),
    async postToRooms(message, already, _deadlineMs, about) {
      const open = ['dooray'].filter((room) => !already.includes(room));
      if (isTaking) told.push(...open.map(() => ({ message, about })));
      return {
        reports: open.map((room) => ({ room, isTold: isTaking, attempts: 1 })),
        accepted: isTaking ? open : [],
        faults: [],
      };
    },
    ...more,
  };
  return {
    clock,
    ledger,
    deps,
    told,
    lines,
    take: (isIt: boolean) => {
      isTaking = isIt;
    },
    /** Makes the incident known by a sample of a use. */
    async open(file = 'root-login.json', change: Partial<IncidentRecord> = {}) {
      const activity = readEventBridgeEvent(readSampleEvent(file), {
        stage: 'prod',
        trailLogGroup: undefined,
      });
      const text = incidentRecordText(activity, counter, clock.now(), undefined);
      const record = JSON.stringify({ ...JSON.parse(text), ...change });
      const use = { id: activity.id, text: record };
      await ledger.describeIncident(incidentId, 'first', use);
    },
  };
}
