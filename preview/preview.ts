// npm run preview: serves a page with what the rooms get for each event, until it is stopped.

import { UserError } from '../plugin/user-error.ts';
import { previewHelp, readPreviewOptions } from './preview-options.ts';
import { startPreview } from './preview-server.ts';

try {
  const options = readPreviewOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(previewHelp);
  } else {
    // npm runs scripts in the folder of package.json, and says here where it was called.
    const directory = process.env['INIT_CWD'] ?? process.cwd();
    const { url } = await startPreview(options, directory, process.env);
    console.log(`${url} shows what the rooms get. Ctrl+C ends it.`);
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
