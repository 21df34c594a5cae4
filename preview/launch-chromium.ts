import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { UserError } from '../plugin/user-error.ts';

const executablePath = '/usr/bin/chromium';
const remedy = 'on Debian and Ubuntu: apt-get install chromium fonts-nanum';

/**
 * Starts the system's Chromium without a window. Nothing is downloaded.
 *
 * @throws {UserError} when there is no Chromium, or no font for Korean, so that it would draw boxes; says what to install
 */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new UserError(`There is no ${executablePath} (${remedy}).`);
  }
  const browser = await chromium.launch({ executablePath });
  if (await drawsKorean(browser)) return browser;
  await browser.close();
  throw new UserError(`There is no font with Korean letters (${remedy}).`);
}

/** Whether two syllables look different. Without a font, each is the same box. */
async function drawsKorean(browser: Browser): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width: 60, height: 60 } });
  const pictures: Buffer[] = [];
  for (const syllable of ['가', '힣']) {
    await page.setContent(syllable);
    pictures.push(await page.screenshot());
  }
  await page.close();
  const [first, second] = pictures;
  return first !== undefined && second !== undefined && !first.equals(second);
}
