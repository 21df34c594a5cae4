type Env = Readonly<Record<string, string | undefined>>;

/** `sls invoke local` on somebody's machine: no AWS is there. A real Lambda never takes it for that. */
export function isLocalMode(env: Env): boolean {
  return (
    env['IS_LOCAL'] === 'true' &&
    env['AWS_LAMBDA_RUNTIME_API'] === undefined &&
    env['AWS_EXECUTION_ENV'] === undefined
  );
}
