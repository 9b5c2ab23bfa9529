// Digits drawn with the keyboard alone, and what a screen reader says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, browse } from "./support/page.js";

const { open } = browse();

// Corners of strokes on the grid of 16 by 16 steps.
const DIGITS = [
  [[[6, 4], [10, 4], [10, 12], [6, 12], [6, 4]]],
  [[[8, 4], [8, 12]]],
  [[[6, 5], [7, 4], [9, 4], [10, 5], [10, 7], [6, 11], [6, 12], [10, 12]]],
  [[[6, 4], [10, 4], [10, 5], [8, 7], [10, 9], [10, 11], [9, 12], [6, 12]]],
  [[[9, 4], [5, 8], [5, 9], [11, 9]], [[9, 4], [9, 12]]],
  [[[10, 4], [6, 4], [6, 8], [9, 8], [10, 9], [10, 11], [9, 12], [6, 12]]],
  [[[9, 4], [6, 7], [6, 11], [7, 12], [9, 12], [10, 11], [10, 9], [9, 8], [6, 8]]],
  [[[5, 4], [11, 4], [7, 8], [7, 12]]],
  [[[6, 4], [10, 4], [10, 12], [6, 12], [6, 4]], [[6, 8], [10, 8]]],
  [[[10, 8], [7, 8], [6, 7], [6, 5], [7, 4], [9, 4], [10, 5], [10, 12]]],
];
const START = [8, 4];
const KEYS = {
  "-1,0": "ArrowLeft", "1,0": "ArrowRight", "0,-1": "ArrowUp", "0,1": "ArrowDown",
  "-1,-1": "Home", "1,-1": "PageUp", "-1,1": "End", "1,1": "PageDown",
};

/** Presses keys until the pen has come from one place to another: diagonally first. */
async function go(page, [x, y], [toX, toY]) {
  for (; x !== toX || y !== toY; x += Math.sign(toX - x), y += Math.sign(toY - y)) {
    await page.keyboard.press(KEYS[[Math.sign(toX - x), Math.sign(toY - y)]]);
  }
}

async function draw(page, strokes, from) {
  for (const [first, ...rest] of strokes) {
    await go(page, from, first);
    await page.keyboard.press("Space");
    from = first;
    for (const corner of rest) {
      await go(page, from, corner);
      from = corner;
    }
    await page.keyboard.press("Space");
  }
  return from;
}

const spoken = (page, region) => page.locator(region).textContent();
const pause = (page) => page.waitForTimeout(1000);

test("every digit is drawn by keys, and read", async () => {
  const page = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "paper", "the paper is the first stop");
  let from = START;
  for (const [digit, strokes] of DIGITS.entries()) {
    from = await draw(page, strokes, from);
    const { digit: read, numbers } = await answer(page);
    assert.equal(read, String(digit), `${numbers}`);
    await page.keyboard.press("Delete");
  }
  assert.equal((await answer(page)).digit, "–");
  assert.deepEqual(page.mistakes, []);
});

test("the answer and the pen are announced", async () => {
  const page = await open();
  await page.locator("#paper").focus();
  await page.keyboard.press("Space");
  await pause(page);
  assert.equal(await spoken(page, "#pen-aloud"), "Pen down at column 8, row 4 of 16");
  await go(page, START, [8, 12]);
  await pause(page);
  assert.equal(await spoken(page, "#pen-aloud"), "column 8, row 12 of 16");
  await page.keyboard.press("Space");
  await pause(page);
  assert.equal(await spoken(page, "#pen-aloud"), "Pen up");
  assert.match(await spoken(page, "#answer-aloud"), /^This is a 1\. (9\d|100) percent\.$/);
  await page.keyboard.press("Backspace");
  await pause(page);
  assert.equal(await spoken(page, "#pen-aloud"), "Empty paper");
  assert.equal(await spoken(page, "#answer-aloud"), "Draw a digit from 0 to 9.");
  for (const region of ["#pen-aloud", "#answer-aloud"]) {
    assert.equal(await page.locator(region).getAttribute("role"), "status");
  }
});

test("two arrows go diagonally, Shift by a quarter of a step, and the pen stays on the paper", async () => {
  const page = await open();
  await page.locator("#paper").focus();
  const pen = () => page.evaluate(() => [pen.style.left, pen.style.top].map(parseFloat));
  await page.keyboard.down("ArrowLeft");
  await page.keyboard.down("ArrowDown");
  await page.keyboard.up("ArrowLeft");
  await page.keyboard.up("ArrowDown");
  assert.deepEqual(await pen(), [(6 / 16) * 100, (5 / 16) * 100], "left, then left and down");
  await page.keyboard.press("Shift+ArrowUp");
  assert.deepEqual(await pen(), [37.5, (4.75 / 16) * 100]);
  for (let press = 0; press < 20; press++) await page.keyboard.press("Home");
  assert.deepEqual(await pen(), [0, 0]);
});

test("keys of the browser are left alone, and Tab leaves the paper with the pen up", async () => {
  const page = await open();
  await page.locator("#paper").focus();
  await page.keyboard.press("Space");
  await go(page, START, [8, 12]);
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement.id);
  assert.equal(await focused(), "undo");
  assert.ok(!(await page.locator("#pen").evaluate((pen) => pen.classList.contains("down"))));
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "clear");
  await page.keyboard.press("Enter");
  assert.equal((await answer(page)).digit, "–");
  assert.equal(await focused(), "paper", "the focus is not lost with the button");
  const untouched = await page.evaluate(() => {
    const event = new KeyboardEvent("keydown", { key: "ArrowLeft", altKey: true, bubbles: true, cancelable: true });
    return paper.dispatchEvent(event);
  });
  assert.ok(untouched, "Alt and the left arrow go back, and draw nothing");
});

test("a stroke of the mouse that is undone or cleared meanwhile does not go on", async () => {
  for (const [key, digit] of [["Backspace", "1"], ["Delete", "–"]]) {
    const page = await open();
    await page.locator("#paper").focus();
    const box = await page.locator("#paper").boundingBox();
    const move = (x, y) => page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await move(0.5, 0.2);
    await page.mouse.down();
    await move(0.5, 0.8);
    await page.mouse.up();
    await move(0.8, 0.2);
    await page.mouse.down();
    await move(0.8, 0.5);
    await page.keyboard.press(key);
    await move(0.2, 0.9);
    await page.mouse.up();
    assert.equal((await answer(page)).digit, digit, key);
    assert.deepEqual(page.mistakes, []);
  }
});
