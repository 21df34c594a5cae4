import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { errorName } from '../error-text.ts';

/** Writes that somebody could not answer, by the name of the error alone, with the metric that an alarm watches. */
export function reportFailure(
  error: unknown,
  { config, clock, log }: Pick<DeliveryDeps, 'config' | 'clock' | 'log'>,
): void {
  log({
    level: 'ERROR',
    message: 'incidentAnswer',
    state: 'failed',
    reason: errorName(error),
    ...embeddedMetrics(config.metricsNamespace, clock.now(), {
      AnswerFailed: { value: 1, unit: 'Count' },
    }),
  });
}
