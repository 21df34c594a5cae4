import { transform } from 'esbuild';

/**
 * A bundle in which parameters and what is declared within functions have short names: a seventh less for Node to read.
 *
 * Functions at the top keep theirs, which are all that a stack trace of a bundle says. esbuild by itself shortens all names or
 * none; in a file without a declared format it takes what is at the top for global, and leaves that alone
 * (https://esbuild.github.io/api/#minify).
 */
export async function shortenLocalNames(bundle: string): Promise<string> {
  const { code } = await transform(bundle, {
    minifyIdentifiers: true,
    minifyWhitespace: true,
    charset: 'utf8',
  });
  return code;
}
