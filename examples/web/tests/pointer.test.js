// Digits drawn with a mouse and with a finger.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, browse, drawWithFinger, drawWithMouse, drawings, seenInk } from "./support/page.js";

const { open } = browse();
const clear = (page) => page.locator("#clear").click();

test("every drawing is read when a mouse draws it", async () => {
  const page = await open();
  for (const drawing of drawings) {
    await drawWithMouse(page, drawing);
    const { digit, numbers, best, words } = await answer(page);
    assert.equal(digit, String(drawing.digit), `${drawing.digit}, ${drawing.name}: ${numbers}`);
    assert.deepEqual(best, [drawing.digit]);
    assert.match(words, new RegExp(`\\b${drawing.digit}\\b`));
    const sum = numbers.reduce((sum, number) => sum + parseFloat(number), 0);
    assert.ok(Math.abs(sum - 100) < 0.6, `${numbers} are ten shares of one`);
    await clear(page);
  }
  assert.deepEqual(page.mistakes, []);
});

test("every drawing is read when a finger draws it on a telephone", async () => {
  const page = await open({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  for (const drawing of drawings) {
    await drawWithFinger(page, drawing);
    assert.equal((await answer(page)).digit, String(drawing.digit), `${drawing.digit}, ${drawing.name}`);
    assert.equal(await page.evaluate(() => scrollY), 0, "a finger draws, and does not scroll");
    await page.locator("#clear").tap();
    assert.equal((await answer(page)).digit, "–");
  }
  assert.deepEqual(page.mistakes, []);
});

test("small digits in a corner are read as large ones are", async () => {
  const page = await open();
  for (const drawing of drawings) {
    await drawWithMouse(page, drawing, { scale: 0.12, right: 0.8, down: 0.85 });
    assert.equal((await answer(page)).digit, String(drawing.digit), `${drawing.digit}, ${drawing.name}`);
    await clear(page);
  }
});

test("the answer comes while the pen is down, and strokes are undone one by one", async () => {
  const page = await open();
  const [stem, crossed] = [drawings.find(({ name }) => name === "a line"), drawings.find(({ name }) => name === "closed")];
  await drawWithMouse(page, stem);
  assert.equal((await answer(page)).digit, "1");
  await clear(page);
  assert.deepEqual([await answer(page), await seenInk(page)], [
    { digit: "–", words: "Draw a digit from 0 to 9.", numbers: Array(10).fill("–"), best: [] }, 0,
  ]);
  await page.locator("#undo").click();
  assert.equal((await answer(page)).digit, "1", "what was cleared comes back");
  await page.locator("#undo").click();
  assert.equal((await answer(page)).digit, "–");
  assert.ok(await page.locator("#undo").isDisabled());

  await drawWithMouse(page, crossed);
  assert.equal((await answer(page)).digit, "4");
  const whole = await seenInk(page);
  await page.locator("#undo").click();
  await answer(page);
  assert.notEqual(await seenInk(page), whole, "the image follows");

  const box = await page.locator("#paper").boundingBox();
  await clear(page);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + (3 * box.height) / 4, { steps: 10 });
  assert.equal((await answer(page)).digit, "1", "the mouse is still down");
  await page.mouse.move(box.x + 3 * box.width, box.y + 3 * box.height);
  await page.mouse.up();
  await page.mouse.move(box.x + 20, box.y + 20);
  assert.notEqual((await answer(page)).digit, "–", "a stroke may leave the paper");
});

test("a second finger and other buttons do not draw", async () => {
  const page = await open();
  const box = await page.locator("#paper").boundingBox();
  await page.mouse.move(box.x + 50, box.y + 50);
  await page.mouse.down({ button: "right" });
  await page.mouse.move(box.x + 150, box.y + 150);
  await page.mouse.up({ button: "right" });
  assert.equal((await answer(page)).digit, "–");
});

test("a paper that is full says so, and takes no more", async () => {
  const page = await open();
  const box = await page.locator("#paper").boundingBox();
  // Tens of thousands of points at once, as a scribble of minutes.
  await page.evaluate(async ({ left, top, width, height }) => {
    const paper = document.querySelector("#paper");
    const send = (type, x, y) => paper.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: x, clientY: y, bubbles: true }));
    paper.setPointerCapture = () => {};
    send("pointerdown", left, top);
    for (let step = 0; step < 20_000; step++) {
      send("pointermove", left + width * ((step * 0.01) % 1), top + height * ((step * 0.0007) % 1));
    }
    send("pointerup", left, top);
  }, { left: box.x, top: box.y, width: box.width, height: box.height });
  await answer(page);
  assert.equal(await page.locator("#pen-state").textContent(), "The paper is full.");
  await page.locator("#paper").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector("#pen-aloud").textContent === "The paper is full");
  await clear(page);
  await drawWithMouse(page, drawings[0]);
  assert.equal((await answer(page)).digit, "0");
  assert.deepEqual(page.mistakes, []);
});
