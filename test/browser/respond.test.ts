import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerText, readAnswers } from '../../lib/incident/answer.ts';
import { roomRefOf, signToken, tokenLifetimeMs } from '../../lib/respond/answer-token.ts';
import { createRespondHandler } from '../../lib/respond/respond-handler.ts';
import { launchChromium } from '../../preview/launch-chromium.ts';
import { incidentId, linkKey, startRespond } from '../lib/respond/respond-deps.ts';

const hostile = `"><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">‮클릭</a>${'가'.repeat(300)}`;
const phone = { width: 360, height: 740 };

let browser: Browser;
const servers: Server[] = [];
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  for (const server of servers) server.close();
  await browser?.close();
});

/** The page as an HTTP API would serve it, of a use and an answer with hostile texts. */
async function serve() {
  const scene = startRespond();
  await scene.open('root-login.json', {
    eventName: hostile,
    accounts: [hostile],
    sourceIp: hostile,
    accessKeyId: hostile,
  });
  await scene.ledger.addAnswer(
    incidentId,
    answerText({
      id: 'a',
      verdict: 'notUs',
      atMs: scene.clock.now(),
      via: 'link',
      room: hostile,
      by: hostile,
      why: hostile,
      sourceIp: hostile,
      isFromSession: false,
    }),
  );
  const handler = createRespondHandler(scene.deps);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = await handler({
      rawPath: pathname,
      headers: request.headers,
      queryStringParameters: Object.fromEntries(searchParams),
      requestContext: { http: { method: request.method, sourceIp: '198.51.100.7' } },
      body: await text(request),
      isBase64Encoded: false,
    });
    response.writeHead(answer.statusCode, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims = {
    incidentId,
    roomRef: roomRefOf('dooray'),
    expiresAtMs: scene.clock.now() + tokenLifetimeMs,
  };
  const answers = async () =>
    readAnswers((await scene.ledger.incident(incidentId))?.answers ?? []).filter(
      ({ id }) => id !== 'a',
    );
  return { ...scene, origin, answers, link: `${origin}/i/${signToken(claims, 'link', linkKey)}` };
}

/** A page on a phone, without scripts as some in-app browsers have them, and what it did that it should not. */
async function openOnPhone(locale: string): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({
    viewport: phone,
    locale,
    javaScriptEnabled: false,
    isMobile: true,
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (line) => trouble.push(`console: ${line.text()}`));
  page.on('dialog', (dialog) => {
    trouble.push('dialog');
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1')) trouble.push(`request: ${request.url()}`);
  });
  return { page, trouble };
}

describe.each([
  ['ko-KR', '계획된 작업입니다', '우리가 아닙니다', '답변을 기록했습니다'],
  ['en-US', 'This was planned', 'This was not us', 'Your answer has been recorded'],
])(
  'the page in a browser for %s, on a phone and without a script,',
  (locale, planned, notUs, done) => {
    test('shows hostile names as text, fits the width, and loads nothing from anywhere', async () => {
      const { link } = await serve();
      const { page, trouble } = await openOnPhone(locale);
      await page.goto(`${link}?answer=notUs`);
      expect(await page.locator('img, script, iframe, link').count()).toBe(0);
      expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
      expect(await page.locator('dl').innerText()).toContain('<script>alert(2)</script>');
      const buttons = await page.locator('button').allInnerTexts();
      expect(buttons).toEqual([notUs, planned]);
      const box = await page.locator('main').boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width);
      for (const button of await page.locator('button').all()) {
        const size = await button.boundingBox();
        expect(size?.height).toBeGreaterThanOrEqual(44);
        expect((size?.x ?? 0) + (size?.width ?? 0)).toBeLessThanOrEqual(phone.width);
      }
      // Only the style that the policy names is used: the button has its color.
      const style = "getComputedStyle(document.querySelector('button.notUs')).backgroundColor";
      expect(await page.evaluate(style)).toBe('rgb(179, 38, 30)');
      expect(trouble).toEqual([]);
    });

    test('takes an answer by a tap, shows it, and a reload does not give it again', async () => {
      const { link, answers, told } = await serve();
      const { page } = await openOnPhone(locale);
      await page.goto(link);
      await page.locator('#who').fill('김민수 <b>');
      await page.getByRole('button', { name: planned }).click();
      expect(await page.getByRole('status').innerText()).toContain(done);
      await page.reload();
      expect(await answers()).toMatchObject([{ verdict: 'planned', by: '김민수 <b>' }]);
      expect(told).toHaveLength(1);
      expect(await page.locator('ul').innerText()).toContain('김민수 <b>');
    });
  },
);

test('another site cannot send the form by the browser of somebody of us', async () => {
  const { link, answers, told } = await serve();
  const stranger = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<form method="post" action="${link}"><input name="verdict" value="planned"><input name="form" value="${'g'.repeat(22)}"></form><script>document.forms[0].submit()</script>`,
      );
  });
  await new Promise<void>((resolve) => stranger.listen(0, 'localhost', resolve));
  servers.push(stranger);
  const page = await browser.newPage();
  const response = page.waitForResponse((it) => it.url().startsWith(link));
  await page.goto(`http://localhost:${(stranger.address() as AddressInfo).port}/`);
  expect((await response).status()).toBe(403);
  expect(await answers()).toEqual([]);
  expect(told).toEqual([]);
});

test('another site cannot show the page in a frame', async () => {
  const { link } = await serve();
  const page = await browser.newPage();
  await page.setContent(`<iframe src="${link}"></iframe>`);
  await page.waitForTimeout(500);
  const [, frame] = page.frames();
  expect(frame).toBeDefined();
  expect(await frame?.locator('button').count()).toBe(0);
});
