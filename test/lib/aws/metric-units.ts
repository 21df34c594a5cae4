/** The metrics that a log line carries, each with its value and unit: what CloudWatch makes of it. */
export function metricsIn(line: Readonly<Record<string, unknown>>): Record<string, string> {
  const { CloudWatchMetrics } = line['_aws'] as {
    CloudWatchMetrics: { Metrics: { Name: string; Unit: string }[] }[];
  };
  return Object.fromEntries(
    CloudWatchMetrics.flatMap(({ Metrics }) => Metrics).map(({ Name, Unit }) => [
      Name,
      `${line[Name]} ${Unit}`,
    ]),
  );
}
