// npm run pictures: photographs messages of the preview for the READMEs.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../plugin/user-error.js';
import { launchChromium } from './launch-chromium.js';
import { startPreview } from './preview-server.js';

/** By the names that the preview gives them. */
const messages = ['root-login.dooray', 'root-create-access-key.slack', 'outbox.dooray'];
const locales = ['en', 'ko'];

const [directory = join(import.meta.dirname, '..', 'docs', 'pictures')] = process.argv.slice(2);
try {
  await takePictures(resolve(directory));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @param {string} directory where the pictures go */
async function takePictures(directory) {
  const browser = await launchChromium();
  // The settings of this shell are nobody else's.
  const preview = await startPreview({ port: 0, paths: [] }, process.cwd(), {});
  try {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 1000 },
      deviceScaleFactor: 1.25,
    });
    await page.goto(preview.url);
    await mkdir(directory, { recursive: true });
    for (const name of messages.flatMap((message) =>
      locales.map((locale) => `${message}.${locale}`),
    )) {
      const path = join(directory, `${name}.png`);
      await page.locator(`[data-name="${name}"] .post`).screenshot({ path });
      console.log(path);
    }
  } finally {
    await preview.close();
    await browser.close();
  }
}
