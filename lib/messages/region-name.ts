import { regionText } from './identifier-text.ts';
import type { Words } from './words.ts';

/** `ap-northeast-2 (서울)`. A region that we do not know has its code alone. */
export function regionWithName(region: string, { regionNames }: Words): string {
  const place = Object.hasOwn(regionNames, region) ? regionNames[region] : undefined;
  const code = regionText(region);
  return place === undefined ? code : `${code} (${place})`;
}
