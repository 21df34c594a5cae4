import { countryName } from '../lib/country/country-name.ts';
import type { Message } from '../lib/messages/message.ts';
import { escapedWith, type PlainText, plainText } from '../lib/messages/plain-text.ts';

/** Addresses for documentation (RFC 5737), which the samples have. They are in no country, so the preview gives them one. */
const countries = { '192.0.2': 'DE', '198.51.100': 'US', '203.0.113': 'KR' } as const;
const sampleAddress = /(?<![\d.])(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}(?![\d.]| \()/g;

/** The message as of addresses that are in a country, as those of a real alert are. */
export function withSampleCountries(message: Message, countryNames: string): Message {
  const withCountry = (text: PlainText): PlainText =>
    plainText(
      escapedWith(text, (unescaped) =>
        unescaped.replaceAll(
          sampleAddress,
          (address, range: keyof typeof countries) =>
            `${address} (${countryName(countryNames, countries[range])})`,
        ),
      ),
    );
  return { ...message, summary: message.summary.map(withCountry) };
}
