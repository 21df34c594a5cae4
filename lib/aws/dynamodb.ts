import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import { jsonOrText } from '../json.ts';
import { maxCallMs } from '../ledger/ledger.ts';
import { type Answer, NoResponseError } from '../post-json.ts';
import { type AwsJsonService, createAwsJson, type Env } from './aws-json.ts';

/** A value in DynamoDB's JSON, of the types that we use. */
export interface AttributeValue {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly SS?: readonly string[] | undefined;
  /** A map of texts. */
  readonly M?: Readonly<Record<string, { readonly S?: string | undefined }>> | undefined;
}

export type Item = Readonly<Record<string, AttributeValue>>;

/** `item`: a row that was read. `attributes`: a row that was written, as it was before or after. */
export interface DynamoDbAnswer {
  readonly item: Item | undefined;
  readonly attributes: Item | undefined;
  /** Rows that a scan found on this page. */
  readonly items?: readonly Item[] | undefined;
  /** Where the next page of a scan begins. */
  readonly nextKey?: Item | undefined;
}

/** Calls an operation of DynamoDB's API, with its input in DynamoDB's JSON. */
export type DynamoDb = (
  operation: 'GetItem' | 'UpdateItem' | 'Scan',
  input: object,
) => Promise<DynamoDbAnswer>;

/** The throttling errors that may be tried again (Amazon DynamoDB Developer Guide, "Error handling with DynamoDB"). */
const throttling: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

/**
 * DynamoDB refused, or its answer was missing or unreadable. `name` is that of DynamoDB's exception, or else what
 * happened, such as `TIMEOUT`. `item` is the row that made a conditional write fail, if the write asked for it.
 */
export class DynamoDbError extends Error {
  override readonly name: string;
  readonly item: Item | undefined;
  readonly isTransient: boolean;
  /** The table, or one row of it, got more requests than it allows. */
  readonly isThrottling: boolean;

  constructor(name: string, { item, isTransient }: Pick<DynamoDbError, 'item' | 'isTransient'>) {
    super(`DynamoDB: ${name}`);
    this.name = name;
    this.item = item;
    this.isThrottling = throttling.has(name);
    this.isTransient = isTransient || this.isThrottling;
  }
}

const service: AwsJsonService = {
  name: 'dynamodb',
  endpointName: 'DYNAMODB',
  targetPrefix: 'DynamoDB_20120810',
  jsonVersion: '1.0',
};

const attemptTimeoutMs = 2_000;
const attempts = 2;
/** An item has at most 400 kB (Amazon DynamoDB Developer Guide, "Quotas"), and is larger as JSON. */
const maxBodyBytes = 2_000_000;

const row = v.record(
  v.string(),
  v.object({
    S: v.optional(v.string()),
    N: v.optional(v.string()),
    SS: v.optional(v.array(v.string())),
    M: v.optional(v.record(v.string(), v.object({ S: v.optional(v.string()) }))),
  }),
);
const itemSchema = v.optional(row);
const answerSchema = v.object({
  Item: itemSchema,
  Attributes: itemSchema,
  Items: v.optional(v.array(row)),
  LastEvaluatedKey: itemSchema,
});
const errorSchema = v.object({ __type: v.string(), Item: itemSchema });

/**
 * Calls DynamoDB through {@link createAwsJson}. The SDK's client would cost a cold start 30 ms more and each call 3 ms more,
 * most of it for features that the ledger does not use (docs/performance.md).
 *
 * @returns a function that rejects with {@link DynamoDbError}. It tries twice, and takes four seconds at most.
 */
export function createDynamoDb(env: Env, clock: Clock): DynamoDb {
  const call = createAwsJson(service, env);

  async function ask(
    operation: string,
    body: string,
    timeoutMs: number,
    isRetry: boolean,
  ): Promise<DynamoDbAnswer> {
    // A kept connection may have died while the sandbox was frozen, and so may the others. A retry opens a new one.
    const options = { timeoutMs, maxBodyBytes, isKept: !isRetry };
    return parseAnswer(await call(operation, body, options));
  }

  return async (operation, input) => {
    const body = JSON.stringify(input);
    const deadlineMs = clock.now() + maxCallMs;
    for (let attempt = 1; ; attempt += 1) {
      const remainingMs = deadlineMs - clock.now();
      try {
        return await ask(operation, body, Math.min(attemptTimeoutMs, remainingMs), attempt > 1);
      } catch (thrown) {
        const error = thrown instanceof NoResponseError ? unanswered(thrown) : thrown;
        const isTransient = error instanceof DynamoDbError && error.isTransient;
        if (!isTransient || attempt === attempts || clock.now() >= deadlineMs) throw error;
        await clock.sleep(Math.random() * 100);
      }
    }
  };
}

const unanswered = ({ code }: NoResponseError): DynamoDbError =>
  new DynamoDbError(code, { item: undefined, isTransient: true });

/** @throws {DynamoDbError} */
function parseAnswer({ status, body }: Answer): DynamoDbAnswer {
  const json = jsonOrText(body);
  if (status === 200) {
    const result = v.safeParse(answerSchema, json);
    if (result.success) {
      const { Item, Attributes, Items, LastEvaluatedKey } = result.output;
      return {
        item: Item,
        attributes: Attributes,
        ...(Items && { items: Items, nextKey: LastEvaluatedKey }),
      };
    }
  }
  const error = v.safeParse(errorSchema, json);
  const name = error.success
    ? error.output.__type.slice(error.output.__type.indexOf('#') + 1)
    : `answer ${status}`;
  throw new DynamoDbError(name, {
    item: error.success ? error.output.Item : undefined,
    isTransient: status >= 500,
  });
}
