// The page on narrow and wide windows; screenshots are written to be looked at.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { answer, browse, drawWithMouse, drawings } from "./support/page.js";

const { open } = browse();
const FOLDER = join(process.env.CARGO_TARGET_DIR, "screenshots");
const pick = (digit, name) => drawings.find((drawing) => drawing.digit === digit && (!name || drawing.name === name));

const WINDOWS = [
  { name: "telephone", width: 390, height: 780, drawing: pick(3) },
  { name: "small", width: 320, height: 640, drawing: pick(5) },
  { name: "tablet", width: 820, height: 1100, drawing: pick(8) },
  { name: "landscape", width: 780, height: 390, drawing: pick(6) },
  { name: "laptop", width: 1280, height: 760, drawing: pick(2) },
  { name: "wide", width: 1920, height: 1080, drawing: pick(9) },
];

for (const { name, width, height, drawing } of WINDOWS) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name}, ${colorScheme}: nothing is cut off`, async () => {
      const page = await open({ viewport: { width, height }, colorScheme });
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-empty.png`), fullPage: true });
      await drawWithMouse(page, drawing);
      assert.equal((await answer(page)).digit, String(drawing.digit));
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`), fullPage: true });

      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} pixels too wide`);
      const paper = await page.locator("#paper").boundingBox();
      assert.ok(Math.abs(paper.width - paper.height) < 1, "the paper is square");
      assert.ok(paper.y + paper.height <= height, "all of the paper is in the window");
      for (const button of ["#undo", "#clear"]) {
        const box = await page.locator(button).boundingBox();
        assert.ok(box.width >= 44 && box.height >= 44, `${button} is large enough for a finger`);
      }
    });
  }
}

test("letters of twice the size cut nothing off", async () => {
  const page = await open({ viewport: { width: 390, height: 780 } });
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await drawWithMouse(page, pick(3));
  assert.equal((await answer(page)).digit, "3");
  await page.locator("summary").click();
  await page.screenshot({ path: join(FOLDER, "large-letters.png"), fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
});

test("a telephone shows paper, answer and bars without scrolling", async () => {
  const page = await open({ viewport: { width: 390, height: 780 } });
  const bars = await page.locator("#bars").boundingBox();
  assert.ok(bars.y + bars.height <= 780, `the bars end at ${bars.y + bars.height}`);
});

test("the keyboard's pen is seen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ colorScheme });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "End", "End", "End", "ArrowDown", "ArrowDown"]) {
      await page.keyboard.press(key);
    }
    await answer(page);
    assert.ok(await page.locator("#pen").isVisible());
    await page.screenshot({ path: join(FOLDER, `keyboard-${colorScheme}.png`), fullPage: true });
  }
});
