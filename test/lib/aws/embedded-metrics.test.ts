import { expect, test } from 'vitest';
import { embeddedMetrics } from '../../../lib/aws/embedded-metrics.ts';

test('each value is a member of its own, described as CloudWatch expects it, without dimensions', () => {
  expect(
    embeddedMetrics('root-alert/prod', 1_795_000_000_000, {
      Told: { value: 3, unit: 'Count' },
      OldestUntoldSeconds: { value: 0, unit: 'Seconds' },
    }),
  ).toEqual({
    _aws: {
      Timestamp: 1_795_000_000_000,
      CloudWatchMetrics: [
        {
          Namespace: 'root-alert/prod',
          Dimensions: [[]],
          Metrics: [
            { Name: 'Told', Unit: 'Count' },
            { Name: 'OldestUntoldSeconds', Unit: 'Seconds' },
          ],
        },
      ],
    },
    Told: 3,
    OldestUntoldSeconds: 0,
  });
});
