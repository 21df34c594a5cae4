/**
 * Keeps out of the bundles what the SDK would load only for streams of events, which we do not ask for: 20 kB. Not so
 * where a module cannot be loaded without it: that of CloudWatch Logs, whose log tail is one.
 *
 * @type {import('esbuild').Plugin}
 */
const lazyEventStreams = {
  name: 'lazy-event-streams',
  setup({ onResolve }) {
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/**
 * Puts the table of countries beside each bundle, where `lib/country/countries-of.ts` looks for it, and so into each zip.
 *
 * @type {import('esbuild').Plugin}
 */
const countryTable = {
  name: 'country-table',
  setup({ onEnd, initialOptions }) {
    onEnd(async ({ errors }) => {
      const { outdir } = initialOptions;
      if (outdir === undefined || errors.length > 0) return;
      const { writeCountryTable } = await import('./country-table.js');
      await writeCountryTable(outdir);
    });
  },
};

module.exports = [lazyEventStreams, countryTable];
