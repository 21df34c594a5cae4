import { isLocalMode } from '../../lib/local-mode.ts';
import type { FunctionSettings, Run, Serverless } from '../framework.ts';
import { UserError } from '../user-error.ts';
import { buildHandler } from './build-handler.ts';
import { cloudTrailEventsIn } from './cloudtrail-events.ts';
import { functionForEvent, requireEventFor } from './function-for-event.ts';
import { loadHandler, requireHandlerSource } from './load-handler.ts';
import { parseEvent, readEventText } from './local-event.ts';
import { showEach } from './show-each.ts';

/**
 * Keeps the framework from looking for credentials. It hands those of the shell to the function, and fails when they
 * are a log-in that has expired or a profile that is gone. Local mode (lib/local-mode.ts) asks AWS for nothing.
 */
export function forgetCredentials(serverless: Serverless, shell: NodeJS.ProcessEnv): void {
  // IS_LOCAL is what the framework sets for the function.
  if (!isLocalMode({ ...shell, IS_LOCAL: 'true' })) return;
  serverless.getProvider('aws').getAwsSdkV3CredentialsProvider = () => async () => ({});
}

/**
 * Reads the event and, without `-f`, sets the function that takes it.
 *
 * @throws {UserError} when the event cannot be read, or no function of this service takes it
 */
export async function chooseFunction({ serverless, options, serviceDir }: Run): Promise<void> {
  if (options.raw) throw new UserError('--raw: leave it out, since every function takes JSON.');
  const isNamed = options.function !== undefined;
  const isJson = options.data !== undefined || /\.json(\.gz)?$/.test(options.path ?? '');
  if (isNamed && !isJson) return;
  if (!isNamed && options.data === undefined && /\.(js|ya?ml)$/.test(options.path ?? '')) {
    throw new UserError(`${options.path} is not a .json file: name its function with -f.`);
  }
  const text = await readEventText(options, serviceDir, process.stdin);
  const event = parseEvent(text);
  // What the framework parses again: one value, whatever the text was.
  options.data = JSON.stringify(event);
  if (isNamed) return;

  const name = functionForEvent(event);
  if (name === undefined) {
    // What lookup-events prints when it found nothing.
    if (holdsNothing(event)) throw new UserError(`${text.origin} holds no record.`);
    throw new UserError(
      `${text.origin} is no event that a function takes (a CloudTrail record, a log file of a trail, the output of ` +
        'aws cloudtrail lookup-events, an EventBridge event, an SNS notification, an SQS batch, an activity of Naver ' +
        'Cloud): name a function with -f.',
    );
  }
  if (serverless.service.functions[name] === undefined) {
    throw new UserError(
      `${text.origin} is an event for ${name}, which this service does not have.`,
    );
  }
  options.function = name;
}

function holdsNothing(event: unknown): boolean {
  const { Records, Events } = Object(event);
  return [event, Records, Events].some((list) => Array.isArray(list) && list.length === 0);
}

/** Lets the user's shell win over the template. `--env` is applied later and wins over both. */
export function preferShellEnvironment(run: Run, shell: NodeJS.ProcessEnv): void {
  const names = Object.keys({
    ...run.serverless.service.provider.environment,
    ...invokedFunction(run).settings.environment,
  });
  for (const name of names) {
    const value = shell[name];
    if (value !== undefined) process.env[name] = value;
  }
}

/** @throws {UserError} when the source of the invoked function is missing */
export function requireSource(run: Run): void {
  const { name, settings } = invokedFunction(run);
  requireHandlerSource(name, settings.handler, run.serviceDir);
}

/**
 * Builds and loads the handler, and lets rootEvent and guard show each use of root, and each change of root-alert, by itself.
 *
 * @throws {UserError} when the built handler cannot be loaded, or does not take the event
 */
export async function prepareHandler(run: Run): Promise<void> {
  const { name, settings } = invokedFunction(run);
  const { path } = run.options;
  // The framework has parsed it by now, and leaves what it could not parse as text.
  const event: unknown = run.options.data;
  if (path === undefined && typeof event === 'string' && event.trim() !== '') {
    parseEvent({ text: event, origin: 'Standard input' });
  }
  // The framework looks there for the handler.
  run.serverless.serviceDir = await buildHandler(run, settings.handler);
  const loaded = loadHandler(name, settings.handler, run.serverless.serviceDir);
  requireEventFor(name, event, path ?? 'The event');
  const events = ['rootEvent', 'guard'].includes(name) ? cloudTrailEventsIn(event) : undefined;
  if (events === undefined) return;
  const stage = run.serverless.getProvider('aws').getStage();
  const trailLogGroup = process.env['TRAIL_LOG_GROUP'] || undefined;
  loaded.replace(showEach(events, loaded.loadAnew, { stage, trailLogGroup }, run.writeText));
}

function invokedFunction({ serverless, options }: Run): {
  name: string;
  settings: FunctionSettings;
} {
  const name = options.function ?? '';
  const settings = serverless.service.functions[name];
  if (settings === undefined) throw new UserError(`There is no function ${name}.`);
  return { name, settings };
}
