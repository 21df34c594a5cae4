type Env = Readonly<Record<string, string | undefined>>;

/** Whether this is `sls invoke local` on a developer's machine, where AWS is not asked. Never true in a real Lambda. */
export function isLocalMode(env: Env): boolean {
  return (
    env['IS_LOCAL'] === 'true' &&
    env['AWS_LAMBDA_RUNTIME_API'] === undefined &&
    env['AWS_EXECUTION_ENV'] === undefined
  );
}
