import { consoleHost } from './event-link.ts';
import { isRegion } from './identifier-text.ts';

/**
 * Address of an alarm in the CloudWatch console. Undefined where the region is not as AWS writes it, or where no
 * alarm can have that name ("PutMetricAlarm", CloudWatch API Reference).
 */
export function alarmLink(region: string | undefined, name: string): string | undefined {
  if (region === undefined || !isRegion(region)) return undefined;
  if (name === '' || name.length > 255 || !name.isWellFormed()) return undefined;
  // encodeURIComponent leaves these characters as they are, and in some rooms they end a link.
  const encoded = encodeURIComponent(name).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `https://${region}.${consoleHost(region)}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encoded}`;
}
