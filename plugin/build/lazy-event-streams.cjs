/**
 * Keeps out of the bundles what the SDK would load only for streams of events, which we do not ask for: 20 kB. Not so
 * where a module cannot be loaded without it: that of CloudWatch Logs, whose log tail is one.
 *
 * @type {import('esbuild').Plugin[]}
 */
module.exports = [
  {
    name: 'lazy-event-streams',
    setup({ onResolve }) {
      onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      );
    },
  },
];
