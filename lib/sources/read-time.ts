/** The moment that a text, or a number of milliseconds since 1970, stands for. Undefined: it stands for none. */
export function readTime(value: string | number | undefined): Date | undefined {
  const date = new Date(value ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
