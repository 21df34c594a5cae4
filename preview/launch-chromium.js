import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { UserError } from '../plugin/user-error.js';

const executablePath = '/usr/bin/chromium';
const remedy = 'on Debian and Ubuntu: apt-get install chromium fonts-nanum';

/**
 * Starts the system's Chromium without a window. Nothing is downloaded.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {UserError} when there is none, or when it has no font for Korean and would draw boxes, saying what to install
 */
export async function launchChromium() {
  if (!existsSync(executablePath)) {
    throw new UserError(`There is no ${executablePath} (${remedy}).`);
  }
  const browser = await chromium.launch({ executablePath });
  if (await drawsKorean(browser)) return browser;
  await browser.close();
  throw new UserError(`There is no font with Korean letters (${remedy}).`);
}

/**
 * Whether two syllables look different: without a font each is the same box.
 *
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<boolean>}
 */
async function drawsKorean(browser) {
  const page = await browser.newPage({ viewport: { width: 60, height: 60 } });
  const pictures = [];
  for (const syllable of ['가', '힣']) {
    await page.setContent(syllable);
    pictures.push(await page.screenshot());
  }
  await page.close();
  const [first, second] = pictures;
  return first !== undefined && second !== undefined && !first.equals(second);
}
