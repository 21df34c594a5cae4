import type { Locale } from '../config.ts';
import type { ReportWords } from './words-report.ts';
import { reportEn } from './words-report-en.ts';
import { reportKo } from './words-report-ko.ts';

export const reportWordsByLocale: Readonly<Record<Locale, ReportWords>> = {
  ko: reportKo,
  en: reportEn,
};
