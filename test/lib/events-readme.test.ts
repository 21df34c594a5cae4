import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runbookSections } from '../../lib/classify/runbook-section.ts';
import { eventClasses } from '../../lib/classify/severity.ts';
import { verdictOf } from '../../lib/classify/verdict-of.ts';
import { readEventBridgeEvent } from '../../lib/sources/eventbridge-event.ts';
import { whyNotPassedOn } from '../../plugin/invoke-local/why-not-passed-on.ts';
import { readSampleEvent, sampleEventFiles } from './sample-events.ts';

const events = join(import.meta.dirname, '../../events');
const text = readFileSync(join(events, 'README.md'), 'utf8');
const deployment = { stage: 'prod', trailLogGroup: undefined, apiId: 'a1b2c3d4e5' };

/** The rows of every table: the file, and the last cell. */
const rows = [...text.matchAll(/^\| `([\w.-]+\.json)` +\|(.*)\|$/gm)].map(
  ([, file = '', cells = '']) => ({
    file,
    last: cells.split('|').at(-1)?.trim() ?? '',
  }),
);

describe('events/README.md', () => {
  test('has a row for each file, and a file for each row', () => {
    const files = readdirSync(events).filter((file) => file.endsWith('.json'));
    expect(rows.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  });

  test.each(rows.filter(({ file }) => sampleEventFiles.includes(file)))(
    'says of $file whether the deployed rules pass it on',
    ({ file, last }) => {
      const event = readSampleEvent(file);
      const isRootUse = whyNotPassedOn(event, undefined) === undefined;
      const isPassedOn = whyNotPassedOn(event, deployment) === undefined;
      // A trail is of no stage, so its record needs no stage to be told.
      if (last.startsWith('by the guard, in stage')) {
        expect([isRootUse, isPassedOn]).toEqual([false, true]);
      }
      expect(isPassedOn).toBe(last !== 'no');
    },
  );
});

test('each class has a sample, and a section of the runbook', () => {
  // Some are a change of root-alert itself in stage prod, and something else anywhere else.
  const activities = [deployment, undefined].flatMap((of) =>
    sampleEventFiles.map((file) => readEventBridgeEvent(readSampleEvent(file), of)),
  );
  const verdicts = activities.map(verdictOf);
  const shown = new Set(
    activities.flatMap((it) => (it.kind === 'use' ? [it.verdict.eventClass] : [])),
  );
  expect(eventClasses.filter((one) => !shown.has(one))).toEqual([]);
  for (const { runbookSection } of verdicts) expect(runbookSections).toContain(runbookSection);
});
