/** Whether an HTTP status may change when the same request is sent again: 408, 429 and every 5xx. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * How long the header `Retry-After` asks to wait, in milliseconds: it holds seconds or an HTTP date (RFC 9110, 10.2.3).
 * Undefined where it is missing or neither.
 *
 * @param nowMs the time of the server, which a date is compared with.
 */
export function retryAfterToMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
