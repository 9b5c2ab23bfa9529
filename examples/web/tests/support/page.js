// The page in Debian's Chromium, and hands that draw on it.

import { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

/** Drawings with their digits, on paper of 100 by 140. */
export const drawings = JSON.parse(readFileSync(new URL("../drawings.json", import.meta.url)));

/** Starts a browser and a server for the tests of a file; `open` gives a new page. */
export function browse() {
  const shared = {};
  before(async () => {
    const executablePath = process.env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
    shared.browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    shared.server = await serve();
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.stop();
  });

  /** Opens the page in a context of its own; mistakes of the page are kept in `page.mistakes`. */
  shared.open = async (options = {}) => {
    const context = await shared.browser.newContext({ viewport: { width: 1100, height: 820 }, ...options });
    const page = await context.newPage();
    page.mistakes = [];
    page.on("pageerror", (error) => page.mistakes.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) page.mistakes.push(message.text());
    });
    await page.goto(shared.server.address);
    await page.waitForSelector("html[data-ready]");
    return page;
  };
  return shared;
}

/** Returns the strokes of a drawing as places on the window, on a part of the paper. */
export async function onWindow(page, { strokes }, { scale = 0.7, right = 0.25, down = 0.15 } = {}) {
  const box = await page.locator("#paper").boundingBox();
  const place = ([x, y]) => [box.x + box.width * (right + (x / 140) * scale), box.y + box.height * (down + (y / 140) * scale)];
  return strokes.map((stroke) => stroke.map(place));
}

export async function drawWithMouse(page, drawing, where) {
  for (const [first, ...rest] of await onWindow(page, drawing, where)) {
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const place of rest) await page.mouse.move(...place);
    await page.mouse.up();
  }
}

export async function drawWithFinger(page, drawing, where) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, places) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: places.map(([x, y]) => ({ x, y })) });
  for (const [first, ...rest] of await onWindow(page, drawing, where)) {
    await touch("touchStart", [first]);
    for (const place of rest) await touch("touchMove", [place]);
    await touch("touchEnd", []);
  }
  await session.detach();
}

/** Reads the answer as it is seen: after the frame in which it is shown. */
export async function answer(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => ({
    digit: document.querySelector("#digit").textContent,
    words: document.querySelector("#words").textContent,
    numbers: [...document.querySelectorAll("#bars .number")].map((number) => number.textContent),
    best: [...document.querySelectorAll("#bars li")].flatMap((item, digit) => (item.matches(".best") ? [digit] : [])),
  }));
}

/** Returns the number of pixels of the 28 × 28 image with ink. */
export async function seenInk(page) {
  return page.evaluate(() => {
    const { data } = document.querySelector("#seen").getContext("2d").getImageData(0, 0, 28, 28);
    return data.filter((value, place) => place % 4 === 0 && value > 127).length;
  });
}
