/** One value of a metric, in a unit that CloudWatch knows. */
export interface Metric {
  readonly value: number;
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
}

/**
 * The fields of a JSON log line that CloudWatch Logs turns into metrics without dimensions (CloudWatch User
 * Guide, "Specification: Embedded metric format").
 *
 * @param nowMs the time of the values, in milliseconds since 1970.
 * @param metrics by name.
 */
export function embeddedMetrics(
  namespace: string,
  nowMs: number,
  metrics: Readonly<Record<string, Metric>>,
): Record<string, unknown> {
  const named = Object.entries(metrics);
  return {
    _aws: {
      Timestamp: nowMs,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[]],
          Metrics: named.map(([Name, { unit: Unit }]) => ({ Name, Unit })),
        },
      ],
    },
    ...Object.fromEntries(named.map(([name, { value }]) => [name, value])),
  };
}
