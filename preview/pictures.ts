// npm run pictures: photographs messages of the preview for the READMEs.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../plugin/user-error.ts';
import { launchChromium } from './launch-chromium.ts';
import { startPreview } from './preview-server.ts';

/** By their names in the preview: the sample event and the room. */
const messages = ['root-login.dooray', 'root-create-access-key.slack', 'outbox.dooray'];
/** Only these: a browser takes minutes to photograph a part of two thousand drawings. */
const files = messages.map((message) => `events/${message.split('.')[0]}.json`);
const root = join(import.meta.dirname, '..');
/** Nothing else: the pictures must not depend on this shell's settings. */
const settings = {
  RUNBOOK_URL: 'https://wiki.example.com/runbook',
  ACCOUNTS: '111122223333=Payments',
};
const locales = ['en', 'ko'];

const [directory = join(root, 'docs', 'pictures')] = process.argv.slice(2);
try {
  await takePictures(resolve(directory));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @param directory where the pictures go */
async function takePictures(directory: string): Promise<void> {
  const browser = await launchChromium();
  const preview = await startPreview({ port: 0, paths: files }, root, settings);
  try {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 1000 },
      bypassCSP: true,
    });
    await page.goto(preview.url);
    // A drawing that comes into sight only when it is photographed would be empty.
    await page.addStyleTag({ content: 'section { content-visibility: visible; }' });
    await mkdir(directory, { recursive: true });
    for (const name of messages.flatMap((message) =>
      locales.map((locale) => `${message}.${locale}`),
    )) {
      const path = join(directory, `${name}.png`);
      // A phone in light and in dark, side by side.
      await page.locator(`[data-name="events/${name}"] .on-phone`).screenshot({ path });
      console.log(path);
    }
  } finally {
    await preview.close();
    await browser.close();
  }
}
