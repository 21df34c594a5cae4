import { consoleHost } from './event-link.ts';
import { isRegion } from './identifier-text.ts';

/**
 * Address of an alarm in the CloudWatch console. Undefined where the region is not what AWS writes, or nothing can have
 * that name ("PutMetricAlarm", CloudWatch API Reference).
 */
export function alarmLink(region: string | undefined, name: string): string | undefined {
  if (region === undefined || !isRegion(region)) return undefined;
  if (name === '' || name.length > 255 || !name.isWellFormed()) return undefined;
  // What encodeURIComponent leaves alone ends an address in some room.
  const written = encodeURIComponent(name).replace(
    /[!'()*~]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `https://${region}.${consoleHost(region)}/cloudwatch/home?region=${region}#alarmsV2:alarm/${written}`;
}
