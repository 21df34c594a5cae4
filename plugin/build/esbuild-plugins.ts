import type { Plugin } from 'esbuild';
import { writeCountryTable } from './country-table.ts';

/**
 * Keeps out of the bundles what the SDK loads only for event streams, which we do not use: 20 kB. It stays where a module
 * cannot be loaded without it: that of CloudWatch Logs, whose log tail is an event stream.
 */
const lazyEventStreams: Plugin = {
  name: 'lazy-event-streams',
  setup({ onResolve }) {
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** Puts the table of countries beside each bundle, where `lib/country/countries-of.ts` looks for it, and so into each zip. */
const countryTable: Plugin = {
  name: 'country-table',
  setup({ onEnd, initialOptions }) {
    onEnd(async ({ errors }) => {
      const { outdir } = initialOptions;
      if (outdir === undefined || errors.length > 0) return;
      await writeCountryTable(outdir);
    });
  },
};

/** The plugins with which serverless-esbuild bundles the handlers. */
export const esbuildPlugins: readonly Plugin[] = [lazyEventStreams, countryTable];
