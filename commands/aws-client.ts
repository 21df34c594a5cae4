/** The AWS call that failed. */
export interface FailedCall {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
}

const callOfError = new WeakMap<object, FailedCall>();

type Next = (args: unknown) => Promise<unknown>;
type Middleware = (next: Next, context: { clientName?: string; commandName?: string }) => Next;

interface SdkClient {
  readonly middlewareStack: { add(middleware: Middleware, options: { step: 'initialize' }): void };
}

/**
 * A client of the AWS SDK that notes for each error, for {@link failedCall}, which call it answers: the errors themselves
 * do not always say.
 *
 * @param timeoutMs for one answer; the default is for somebody who waits in front of a terminal
 * @param profile of the AWS configuration, where it is not the one of the environment
 */
export function openClient<Client extends object>(
  Client: new (config: { region: string; requestHandler: object; profile?: string }) => Client,
  region: string,
  timeoutMs = 20_000,
  profile?: string,
): Client {
  const client = new Client({
    region,
    ...(profile !== undefined && { profile }),
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  const noteFailures: Middleware =
    (next, { clientName = '', commandName = '' }) =>
    async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error) {
          const service = clientName.replace(/Client$/, '');
          const operation = commandName.replace(/Command$/, '');
          callOfError.set(error, { service, operation, region });
        }
        throw error;
      }
    };
  // Each client types its own inputs and outputs; this middleware passes them on unread.
  (client as unknown as SdkClient).middlewareStack.add(noteFailures, { step: 'initialize' });
  return client;
}

/** @returns undefined when the error comes from no client of {@link openClient} */
export function failedCall(error: object): FailedCall | undefined {
  return callOfError.get(error);
}
