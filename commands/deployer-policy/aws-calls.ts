/** IAM's prefix of services whose client has another name. */
const prefixes: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  eventbridge: 'events',
  'secrets-manager': 'secretsmanager',
};

/** IAM's name of operations that the API calls otherwise. */
const actions: Readonly<Record<string, string>> = { 'lambda:Invoke': 'lambda:InvokeFunction' };

const imports =
  /^(?:import|export)\s+(?!type\s)([^;]*?)\s*from\s+'@aws-sdk\/client-([\w-]+)'|const (\{[^}]*\}) = await import\(\s*'@aws-sdk\/client-([\w-]+)'/gm;

/**
 * The AWS calls that code makes by the clients of the SDK, by the names that IAM has for them.
 *
 * @param code TypeScript, without its comments
 */
export function sdkCallsIn(code: string): string[] {
  return [...code.matchAll(imports)].flatMap(([, early, service, late, lateService]) => {
    const prefix = service ?? lateService ?? '';
    return (early ?? late ?? '')
      .split(/[{},\s]+/)
      .map((name) => /^(?:(\w+)Command|paginate(\w+))$/.exec(name))
      .flatMap((match) => match?.[1] ?? match?.[2] ?? [])
      .map((operation) => `${prefixes[prefix] ?? prefix}:${operation}`)
      .map((call) => actions[call] ?? call);
  });
}
