/**
 * A browser and its system, as people name them: `Chrome 148, Windows`. Reads the form that browsers share (MDN, "User-Agent
 * header"): other browsers call themselves Chrome or Safari too, so those come last. Undefined: no browser that is known.
 *
 * @param text at most a few hundred characters.
 */
export function browserName(text: string): string | undefined {
  if (!text.startsWith('Mozilla/5.0 (')) return undefined;
  for (const [pattern, name] of browsers) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const system = systems.find(([systemPattern]) => systemPattern.test(text))?.[1];
    return `${name} ${found[1]}${system === undefined ? '' : `, ${system}`}`;
  }
  return undefined;
}

/** Only digits are taken over, so that nothing else of the text can pass for a name of ours. */
const version = String.raw`\/(\d{1,4})(?=[.\s]|$)`;

const browsers: readonly (readonly [RegExp, string])[] = [
  ['HeadlessChrome', 'Headless Chrome'],
  ['Electron', 'Electron'],
  ['Whale', 'Whale'],
  ['(?:Edg|EdgA|EdgiOS)', 'Edge'],
  ['(?:OPR|OPT)', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['YaBrowser', 'Yandex Browser'],
  ['Vivaldi', 'Vivaldi'],
  ['(?:Firefox|FxiOS)', 'Firefox'],
  ['(?:Chrome|CriOS)', 'Chrome'],
  ['Version', 'Safari'],
].map(([token, name]) => {
  const pattern = new RegExp(`(?<=\\s)${token}${version}${name === 'Safari' ? '.* Safari/' : ''}`);
  return [pattern, name ?? ''] as const;
});

/** Within the first brackets. Android calls itself Linux, and an iPhone `like Mac OS X`: they come first. */
const systems = (
  [
    ['Windows NT', 'Windows'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['[^)]*Android', 'Android'],
    ['[^)]*CrOS', 'ChromeOS'],
    ['Macintosh', 'macOS'],
    ['[^)]*Linux', 'Linux'],
  ] as const
).map(([token, name]) => [new RegExp(`^Mozilla/5\\.0 \\(${token}\\b`), name] as const);
