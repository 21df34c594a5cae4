import type { Locale } from '../config.ts';
import type { OpsWords } from './words-ops.ts';
import { opsEn } from './words-ops-en.ts';
import { opsKo } from './words-ops-ko.ts';

/** Apart from the other words, since no alert needs them and a cold start would read and compile them: 28 kB. */
export const opsWordsByLocale: Readonly<Record<Locale, OpsWords>> = { ko: opsKo, en: opsEn };
