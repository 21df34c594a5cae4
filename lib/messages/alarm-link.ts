import { consoleHost } from './event-link.ts';
import { isRegion } from './identifier-text.ts';

/** Address of an alarm in the CloudWatch console. Undefined where region or name are not what AWS writes. */
export function alarmLink(region: string | undefined, name: string): string | undefined {
  if (region === undefined || !isRegion(region) || !/^[\w./ -]{1,255}$/.test(name))
    return undefined;
  return `https://${region}.${consoleHost(region)}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`;
}
