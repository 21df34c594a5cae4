/** `4.2 s`, `3 min 5 s`, `2 h 10 min`, with the units of a language. */
export function spanText(
  ms: number,
  units: Readonly<Record<'hour' | 'minute' | 'second', string>>,
): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${Number(seconds.toFixed(1))}${units.second}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${units.minute} ${Math.floor(seconds % 60)}${units.second}`;
  return `${Math.floor(minutes / 60)}${units.hour} ${minutes % 60}${units.minute}`;
}
