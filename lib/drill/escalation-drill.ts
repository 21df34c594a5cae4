import * as v from 'valibot';

/** Whoever may invoke the function writes it, so nothing gets into a message that is not bounded here. */
const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

const drillSchema = v.object({
  /** New for each drill. Of this form alone, so that no pager joins a drill to an incident, and resolves that. */
  id: v.pipe(v.string(), v.uuid()),
  accountId: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  /** Who says to have sent it. */
  by: text(200),
});

/** What `npm run drill -- --escalation` lets those be told who hear of what nobody answered. */
export type EscalationDrill = v.InferOutput<typeof drillSchema>;

/** By this the function knows the command's event from that of its schedule. */
const eventSchema = v.object({ escalationDrill: drillSchema });

export function escalationDrillEvent(drill: EscalationDrill): v.InferInput<typeof eventSchema> {
  return { escalationDrill: drill };
}

/** Undefined: the event is something else. */
export function readEscalationDrill(event: unknown): EscalationDrill | undefined {
  const parsed = v.safeParse(eventSchema, event);
  return parsed.success ? parsed.output.escalationDrill : undefined;
}

const answerSchema = v.object({
  escalationDrill: v.object({
    told: v.picklist(['now', 'before', 'elsewhere', 'no']),
    /** Why not, or not all. */
    reason: v.optional(v.string()),
    /** Those that were posted to, the topic among them. */
    rooms: v.array(
      v.object({
        room: v.string(),
        isTold: v.boolean(),
        /** Its service only began to tell it. */
        isBegun: v.optional(v.literal(true)),
      }),
    ),
    /** Those that the secret spares drills. */
    spared: v.array(v.string()),
  }),
});

/** What the function answers the command. */
export type EscalationDrillAnswer = v.InferOutput<typeof answerSchema>;

/** Undefined: the function is of a version that does not know of such drills. */
export function readEscalationDrillAnswer(
  answer: unknown,
): EscalationDrillAnswer['escalationDrill'] | undefined {
  const parsed = v.safeParse(answerSchema, answer);
  return parsed.success ? parsed.output.escalationDrill : undefined;
}
