/** For every client of reconcile. `requestTimeout` covers each attempt to its first byte; the run limits the whole. */
export const awsSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};
