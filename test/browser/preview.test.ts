import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roomKinds } from '../../lib/rooms/room-kinds.ts';
import { launchChromium } from '../../preview/launch-chromium.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const everyState = 'ALARM,OK,INSUFFICIENT_DATA';

let browser: Browser;
let scratch = '';
const cleanups: (() => void)[] = [];
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'preview-'));
  browser = await launchChromium();
});
afterAll(async () => {
  for (const cleanup of cleanups) cleanup();
  await browser?.close();
  await rm(scratch, { recursive: true });
});

/** Runs the command as a user does, and gives the address that it prints. */
async function startPreview(args: readonly string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'preview/preview.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanups.push(() => child.kill());
  for await (const text of child.stdout.setEncoding('utf8')) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(text)) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The preview printed no address.');
}

/** A page, and what it did that it should not. */
async function open(url: string): Promise<{ page: Page; trouble: string[] }> {
  const page = await browser.newPage();
  const trouble: string[] = [];
  page.on('console', (line) => trouble.push(`console: ${line.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('popup', () => trouble.push('popup'));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, trouble };
}

/** Which kinds of elements there are, and every attribute that can load, run or lead anywhere. */
function outline(page: Page): Promise<{ elements: string[]; references: string[] }> {
  return page.locator('*').evaluateAll((all) => {
    const attributes = all.flatMap((element) => [...element.attributes]);
    return {
      elements: [...new Set(all.map(({ localName }) => localName))].sort(),
      references: attributes
        .filter(({ name }) => /^(?:href|src|srcset|action|style|xlink:href|on.*)$/.test(name))
        .map(({ name, value }) => `${name}=${value.replace(/^#event-\d+$/, '#event')}`)
        .filter((reference, index, every) => every.indexOf(reference) === index),
    };
  });
}

const innocent = ['href=data:,', 'href=/preview.css', 'href=#event'];

describe('the page of every event in events/', () => {
  let page: Page;
  let trouble: string[];
  beforeAll(async () => {
    ({ page, trouble } = await open(await startPreview([], { ALARM_STATES: everyState })));
  });

  /** A service acts for root; and a part of root-alert that is not there unless answers are asked for. */
  const silent = ['root-by-service.json', 'guard-api-throttled.json'];

  test('has each event as each room shows it in each language, with headline and payload', async () => {
    const files = (await readdir(join(root, 'events'))).filter(
      (name) => name.endsWith('.json') && !silent.includes(name),
    );
    const articles = await page.locator('article').evaluateAll((all) =>
      all.map((article) => ({
        name: article.dataset['name'] ?? '',
        // With the notification, whose text is that of the payload.
        shown: article.querySelector('.shown')?.textContent ?? '',
        payload: article.querySelector('pre')?.textContent ?? '',
      })),
    );
    const names = articles.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(
      expect.arrayContaining(
        files.flatMap((file) =>
          roomKinds.flatMap((kind) =>
            ['ko', 'en'].map((locale) => file.replace(/json$/, `${kind}.${locale}`)),
          ),
        ),
      ),
    );
    const headlines = new Map<string, string>();
    for (const { name, payload } of articles.filter((it) => it.name.includes('.webhook.'))) {
      headlines.set(name.replace('.webhook.', '.'), JSON.parse(payload).headline);
    }
    for (const { name, shown } of articles) {
      const kind = roomKinds.find((it) => name.includes(`.${it}.`)) ?? '';
      // The sign is drawn: not every font has it. Each room has its own limits and escapes.
      const headline = headlines.get(name.replace(`.${kind}.`, '.')) ?? '';
      const [word = ''] = headline.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
      expect(word, name).not.toBe('');
      expect(shown, name).toContain(word);
    }
  });

  test('draws everything that the payloads have', async () => {
    expect(await page.locator('.undrawn').allTextContents()).toEqual([]);
  });

  test('says that it shows nothing of the events that no rule passes on', async () => {
    expect(await page.locator('.note').count()).toBe(silent.length);
    for (const hasText of silent) {
      const silentSection = page.locator('section', { hasText });
      expect(await silentSection.locator('.note').count()).toBe(1);
    }
  });

  test('has a digest, an alarm, and a message that comes late', async () => {
    const post = (name: string) =>
      page.locator(`[data-name="${name}"] .post`).first().textContent();
    expect(await post('outbox.slack.en')).toContain('CreateUser ×1, AttachUserPolicy ×1');
    expect(await post('outbox.2.dooray.en')).toContain('2 min');
    expect(await post('alarm.dooray.ko')).toContain('root 계정 경보 발생하였습니다');
  });

  test('shows only the rooms, languages and colors that are ticked', async () => {
    // Of one event: thousands of drawings take a browser seconds for each tick.
    const { page } = await open(await startPreview(['-p', 'events/root-login.json'], {}));
    const shownIn = (kind: string) =>
      page.locator(`.in-${kind}`).evaluateAll((all) => all.filter((it) => it.checkVisibility()));
    for (const kind of [...roomKinds, 'ko', 'en', 'light', 'dark']) {
      await page.locator(`#show-${kind}`).uncheck();
      expect(await shownIn(kind), kind).toEqual([]);
      await page.locator(`#show-${kind}`).check();
      expect(await shownIn(kind), kind).not.toEqual([]);
    }
  });

  test('leads nowhere, loads nothing but its style and complains of nothing', async () => {
    expect((await outline(page)).references).toEqual(innocent);
    expect(
      await page
        .locator('nav')
        .evaluate((nav) => nav.ownerDocument.styleSheets[0]?.cssRules.length),
    ).toBeGreaterThan(20);
    expect(trouble).toEqual([]);
  });
});

describe('on a phone of 390 px', () => {
  /** In CSS pixels. Dooray has one size of letters, so that what is only looked up takes five lines there. */
  const maxMedian = { dooray: 490, slack: 420 } as const;
  /** Of what is above the small print. */
  const maxMedianOfRest = 300;
  /** What a phone shows of a room. */
  const visible = 700;
  const heights = new Map<string, { readonly whole: number; readonly rest: number }>();
  beforeAll(async () => {
    const context = await browser.newContext({
      bypassCSP: true,
      viewport: { width: 1400, height: 900 },
    });
    const page = await context.newPage();
    const runbook = { RUNBOOK_URL: 'https://wiki.example.com/runbook', ALARM_STATES: everyState };
    const url = await startPreview([], { ...runbook, ACCOUNTS: '111122223333=Payments' });
    await page.goto(url, { timeout: 90_000 });
    // Laid out at once, and only what is measured: else the drawings of all rooms take minutes.
    const measured = '.in-dooray, .in-slack';
    await page.addStyleTag({
      content: `.on-phone .shown { flex: 0 0 390px; } section { content-visibility: visible; }
        article:not(${measured}), .on-desktop, .on-phone .in-dark { display: none; }`,
    });
    const all = await page.locator(measured).evaluateAll((articles) =>
      articles.map((article) => {
        const post = article.querySelector('.on-phone .post');
        const { top = 0, height = 0 } = post?.getBoundingClientRect() ?? {};
        const last = [...(post?.querySelectorAll('.attachment') ?? [])].at(-1);
        const smallPrint = last?.querySelector('.context') ?? last;
        const restEndsAt = smallPrint?.getBoundingClientRect().top ?? top + height;
        return [article.dataset['name'] ?? '', { whole: height, rest: restEndsAt - top }] as const;
      }),
    );
    for (const [name, of] of all) heights.set(name, of);
    await context.close();
  }, 120_000);

  const of = (part: 'whole' | 'rest', room: string, locale: string) =>
    [...heights]
      .filter(([name]) => name.endsWith(`.${room}.${locale}`))
      .map(([, height]) => height[part])
      .sort((a, b) => a - b);
  const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)];

  describe.each(['dooray', 'slack'] as const)('in %s', (room) => {
    test.each(['ko', 'en'])('half of the messages in %s are low', (locale) => {
      const sorted = of('whole', room, locale);
      expect(sorted.length).toBeGreaterThan(100);
      expect(sorted[0]).toBeGreaterThan(50);
      expect(median(sorted)).toBeLessThanOrEqual(maxMedian[room]);
      expect(median(of('rest', room, locale))).toBeLessThanOrEqual(maxMedianOfRest);
    });

    test.each(['ko', 'en'])('nothing but small print in %s has to be scrolled for', (locale) => {
      const sorted = of('rest', room, locale);
      expect(sorted[0]).toBeGreaterThan(50);
      expect(sorted.at(-1)).toBeLessThan(visible);
    });
  });
});

test('a message is as wide as on a phone where it is drawn for one, and the page fits on one', async () => {
  const { page } = await open(await startPreview(['-p', 'events/root-login.json'], {}));
  expect((await page.locator('.on-phone .shown').first().boundingBox())?.width).toBe(360);
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await overflowing(page)).toEqual([]);
  }
});

test('phones stand side by side, one for each kind, and a desktop is drawn where it is asked for', async () => {
  const { page } = await open(await startPreview(['-p', 'events/root-login.json'], {}));
  await page.setViewportSize({ width: (roomKinds.length + 1) * 400, height: 1_000 });
  await page.locator('#show-dark').uncheck();
  const tops = await page
    .locator('.side-by-side')
    .first()
    .locator('article')
    .evaluateAll((all) => all.map((article) => article.getBoundingClientRect().top));
  const heights = await page
    .locator('.on-phone .in-light .post')
    .evaluateAll((all) => all.map((post) => post.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThan(50);
  expect(tops).toHaveLength(roomKinds.length);
  expect(new Set(tops).size).toBe(1);
  const desktops = page.locator('.on-desktop').first();
  expect(await desktops.isVisible()).toBe(false);
  await page.locator('#show-desktop').check();
  expect(await desktops.isVisible()).toBe(true);
});

/** What is wider than its phone or desktop, by the message. */
function overflowing(page: Page): Promise<string[]> {
  return page.locator('.shown').evaluateAll((all) =>
    all.flatMap((shown) => {
      const { left, right } = shown.getBoundingClientRect();
      const isWide = [...shown.querySelectorAll('*')].some((part) => {
        const box = part.getBoundingClientRect();
        return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
      });
      const name = shown.closest('article')?.dataset['name'] ?? '';
      return isWide || shown.scrollWidth > shown.clientWidth ? [name] : [];
    }),
  );
}

describe('the page of a hostile event', () => {
  const weapons = [
    '<script>alert(1)</script>',
    '"><img src=https://evil.example/i.png onerror=alert(2)>',
    '</pre></article><iframe src="javascript:alert(3)"></iframe>',
    "' onmouseover='alert(4)",
    '@everyone @channel @here <@123456789012345678> <users/all> <at>x</at> /start',
    '[[x]](https://evil.example) &lt;b&gt; <font color="red">x</font>',
    'long'.repeat(200),
    '<a href="https://evil.example">x</a>',
    '<https://evil.example|x> <!channel>',
    '[x](javascript:alert(5)) ![](https://evil.example/i.png)',
    '<style>@import "https://evil.example/s.css"</style><meta http-equiv=refresh content=0;url=//evil.example>',
    '\u202E\u0000]]>--><!-- $ `',
  ].join(' ');

  test('has no element, script, link or request of its making', async () => {
    const event = JSON.parse(await readFile(join(root, 'events/root-login.json'), 'utf8'));
    const { eventID, eventTime, userIdentity } = event.detail;
    const detail = Object.fromEntries(
      Object.keys(event.detail).map((key) => [
        key,
        key === 'requestParameters' ? { userName: weapons } : weapons,
      ]),
    );
    const hostile = [
      { ...event, detail: { ...event.detail, userAgent: weapons, sourceIPAddress: weapons } },
      { ...event, detail: { ...detail, eventID, eventTime, userIdentity } },
      { ...event, detail },
      { Records: [{ Sns: { Subject: weapons, Message: weapons, Timestamp: weapons } }] },
      {
        Records: [
          {
            Sns: {
              Message: JSON.stringify({
                AlarmName: weapons,
                NewStateValue: weapons,
                NewStateReason: weapons,
              }),
            },
          },
        ],
      },
      {
        Records: [
          {
            eventSource: 'aws:sqs',
            messageId: weapons,
            body: weapons,
            attributes: { SentTimestamp: weapons },
          },
        ],
      },
      { [weapons]: weapons },
    ];
    const files = await Promise.all(
      hostile.map(async (content, index) => {
        const file = join(scratch, `${index} <b onclick=alert(6)>"'.json`.replaceAll('/', ''));
        await writeFile(file, JSON.stringify(content));
        return file;
      }),
    );
    const broken = join(scratch, 'broken.json');
    await writeFile(broken, '{}');
    const args = [...files, broken].flatMap((file) => ['-p', file]);
    const url = await startPreview(args, {
      BOT_NAME: '<img src=x onerror=alert(7)>',
      ACCOUNTS: '111122223333=<script>alert(8)</script>',
    });
    await writeFile(broken, `<script>alert(9)</script> is no JSON`);
    const { page, trouble } = await open(url);

    const innocents = ['root-login', 'root-drill', 'alarm', 'outbox'];
    const reference = await open(
      await startPreview(
        innocents.flatMap((name) => ['-p', `events/${name}.json`]),
        {},
      ),
    );
    const { elements, references } = await outline(page);
    const known = new Set((await outline(reference.page)).elements);
    expect(elements.filter((element) => !known.has(element))).toEqual([]);
    expect(references).toEqual(innocent);
    expect(await page.locator('article').count()).toBeGreaterThanOrEqual(4 * 2 * roomKinds.length);
    expect(await page.locator('.mention').count()).toBe(0);
    // Links are those of our own: into the console.
    const targets = await page
      .locator('.link, .button')
      .evaluateAll((all) => all.map((it) => it.getAttribute('title') ?? ''));
    expect(
      targets.filter((it) => !/^https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\//.test(it)),
    ).toEqual([]);
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await overflowing(page)).toEqual([]);
    }
    expect(await page.locator('section').count()).toBe(hostile.length + 1);
    expect(await page.locator('main').textContent()).toContain('evil');
    await page.locator('article').first().hover();
    expect(trouble).toEqual([]);
  });
});

describe('npm run pictures', () => {
  test('writes pictures of messages, and those are the ones in docs/pictures', async () => {
    const directory = join(scratch, 'pictures');
    await run(process.execPath, ['--import', 'tsx', 'preview/pictures.ts', directory], {
      cwd: root,
    });
    const names = await readdir(directory);
    expect(names.length).toBeGreaterThan(0);
    expect(names.sort()).toEqual((await readdir(join(root, 'docs/pictures'))).sort());
    for (const name of names) {
      const picture = await readFile(join(directory, name));
      expect(picture.subarray(1, 4).toString(), name).toBe('PNG');
      expect(picture.readUInt32BE(16), `width of ${name}`).toBeGreaterThan(600);
      expect(picture.length, `bytes of ${name}`).toBeLessThan(200_000);
      // An empty one has some 2,000.
      expect(picture.length, `bytes of ${name}`).toBeGreaterThan(20_000);
    }
  });
});
