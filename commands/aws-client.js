/**
 * What was asked of AWS when it failed.
 *
 * @typedef {{ service: string, operation: string, region: string }} Asked
 */

/** @type {WeakMap<object, Asked>} */
const askedOf = new WeakMap();

/**
 * A client of the AWS SDK whose errors can be asked, by {@link whatWasAsked}, what they are the answer to: AWS itself
 * does not always say.
 *
 * @template {{ middlewareStack: { add: Function } }} Client
 * @param {new (config: { region: string, requestHandler: object }) => Client} Client
 * @param {string} region
 * @param {number} [timeoutMs] for one answer: somebody sits in front of the terminal
 * @returns {Client}
 */
export function openClient(Client, region, timeoutMs = 20_000) {
  const client = new Client({
    region,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  /**
   * @param {(args: unknown) => Promise<unknown>} next
   * @param {{ clientName?: string, commandName?: string }} context
   */
  const note =
    (next, { clientName = '', commandName = '' }) =>
    async (/** @type {unknown} */ args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error) {
          const service = clientName.replace(/Client$/, '');
          const operation = commandName.replace(/Command$/, '');
          askedOf.set(error, { service, operation, region });
        }
        throw error;
      }
    };
  client.middlewareStack.add(note, { step: 'initialize' });
  return client;
}

/**
 * @param {object} error
 * @returns {Asked | undefined} undefined for what no client threw
 */
export function whatWasAsked(error) {
  return askedOf.get(error);
}
