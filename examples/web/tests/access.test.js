// The page for those who see no colours, see little, or want no motion.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { answer, browse, drawWithMouse, drawings } from "./support/page.js";

const { open } = browse();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const seven = drawings.find(({ digit }) => digit === 7);

/** Returns the findings of axe-core; best practices are rules too. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations", "passes"] }));
  assert.ok(passes.length > 20, "rules were applied");
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1100, 360]) {
    test(`axe finds nothing, ${colorScheme}, ${width} pixels wide`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 820 }, bypassCSP: true });
      assert.deepEqual(await findings(page), [], "empty");
      await drawWithMouse(page, seven);
      await page.locator("summary").click();
      await answer(page);
      await page.waitForTimeout(300);
      assert.deepEqual(await findings(page), [], "with an answer");
    });
  }
}

test("a screen reader has names, roles and ten probabilities", async () => {
  const page = await open();
  await drawWithMouse(page, seven);
  await answer(page);
  const tree = await page.locator("body").ariaSnapshot();
  for (const part of [
    /heading "Draw a digit" \[level=1\]/, /application "Paper"/, /button "Undo"/, /button "Clear"/,
    /img "The image that the network sees: the drawing, centred, white on black"/, /list "Probabilities"/, /This is a 7\./,
  ]) assert.match(tree, part);
  const items = await page.locator("#bars li").allInnerTexts();
  assert.equal(items.length, 10);
  items.forEach((item, digit) => assert.match(item.replace(/\s+/g, " "), new RegExp(`^${digit} [\\d.]+%$`)));
});

test("the best digit is marked without colour", async () => {
  const page = await open({ forcedColors: "active" });
  await drawWithMouse(page, seven);
  await answer(page);
  const style = (digit) => page.locator("#bars li").nth(digit).evaluate((item) => {
    const number = getComputedStyle(item.querySelector(".number"));
    return { weight: number.fontWeight, border: getComputedStyle(item).borderTopStyle, length: item.querySelector(".bar").getBoundingClientRect().width };
  });
  await page.waitForTimeout(300);
  const [best, other] = [await style(7), await style(0)];
  assert.ok(Number(best.weight) > Number(other.weight));
  assert.ok(best.length > 10 * other.length);
});

test("with reduced motion, bars do not move", async () => {
  const duration = (page) => page.locator(".bar").first().evaluate((bar) => getComputedStyle(bar).transitionDuration);
  assert.equal(await duration(await open({ reducedMotion: "reduce" })), "0s");
  assert.notEqual(await duration(await open({ reducedMotion: "no-preference" })), "0s");
});
