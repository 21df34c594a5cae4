import * as v from 'valibot';
import { severities } from '../../lib/classify/classes.ts';
import { answerSchema } from '../../lib/incident/answer.ts';
import { jsonOrText } from '../../lib/json.ts';
import { windowSchema } from '../../lib/planned/planned-window.ts';
import { moment, shortText } from './log-line.ts';

const optional = <T extends v.GenericSchema>(schema: T) =>
  v.optional(v.fallback(v.optional(schema), undefined));

const useSchema = v.object({
  kind: v.picklist(['use', 'drill']),
  id: shortText,
  account: optional(shortText),
  event: optional(shortText),
  occurredAt: optional(moment),
  verdict: v.object({ severity: v.picklist(severities) }),
  /** Versions before 1.2.0 did not write it. */
  isByOther: optional(v.boolean()),
  toldAt: optional(moment),
  rooms: v.array(shortText),
});

const givenSchema = v.object({
  kind: v.literal('answer'),
  incident: shortText,
  /** The first use of the incident, and its first critical one. */
  uses: v.optional(v.array(shortText), []),
  answer: answerSchema,
});

const plannedSchema = v.object({
  kind: v.literal('planned'),
  deed: v.picklist(['opened', 'closed']),
  window: windowSchema,
});

const schema = v.variant('kind', [useSchema, givenSchema, plannedSchema]);

export type EvidenceObject = v.InferOutput<typeof schema>;

/** What an object of the evidence says, if it is one that reports need. Times are milliseconds since 1970. */
export function readEvidenceObject(text: string): EvidenceObject | undefined {
  const result = v.safeParse(schema, jsonOrText(text));
  return result.success ? result.output : undefined;
}
