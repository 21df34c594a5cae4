import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const deliveryDoc = join(import.meta.dirname, '..', '..', '..', 'docs', 'delivery.md');

/** A table of the page: columns by their headings, rows by their cells. */
export type Table = {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/**
 * docs/delivery.md with the given tables, each put between the comments that carry its name.
 *
 * @throws when the page has no place for a table.
 */
export function withTables(tables: Readonly<Record<string, Table>>): string {
  return Object.entries(tables).reduce(
    (page, [name, table]) => {
      const place = new RegExp(`(<!-- ${name}: begin -->\n)[^]*?(<!-- ${name}: end -->)`);
      if (!place.test(page)) throw new Error(`docs/delivery.md has no place for ${name}`);
      return page.replace(place, (_, begin, end) => `${begin}\n${asMarkdown(table)}\n${end}`);
    },
    readFileSync(deliveryDoc, 'utf8'),
  );
}

function asMarkdown({ headings, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [headings, headings.map(() => '---'), ...rows].map(line).join('');
}
