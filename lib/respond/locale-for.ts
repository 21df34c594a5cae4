import type { Locale } from '../config.ts';
import type { HttpRequest } from './http-request.ts';

/** The first language of the browser's that the page has. Most browsers list theirs in the order of preference. */
export function localeFor({ headers }: Pick<HttpRequest, 'headers'>, configured: Locale): Locale {
  const [first] = [
    ...(headers['accept-language'] ?? '')
      .slice(0, 200)
      .toLowerCase()
      .matchAll(/(?:^|,)\s*(ko|en)\b/g),
  ];
  const language = first?.[1];
  return language === 'ko' || language === 'en' ? language : configured;
}
