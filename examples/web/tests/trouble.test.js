// The page where the network cannot be loaded: it says so, to all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browse } from "./support/page.js";

const shared = browse();

for (const { name, spoil, words } of [
  { name: "no WebAssembly", spoil: (page) => page.addInitScript(() => { delete globalThis.WebAssembly; }), words: /^This page needs WebAssembly/ },
  { name: "no module", spoil: (page) => page.route("**/digits.wasm", (route) => route.fulfill({ status: 404 })), words: /cannot be loaded: digits\.wasm: 404/ },
  { name: "another module", spoil: (page) => page.route("**/digits.wasm", (route) => route.fulfill({ body: "no module" })), words: /vector instructions/ },
]) {
  test(name, async () => {
    const page = await (await shared.browser.newContext()).newPage();
    await spoil(page);
    await page.goto(shared.server.address);
    await page.waitForSelector("#words.trouble");
    assert.match(await page.locator("#words").textContent(), words);
    assert.match(await page.locator("#answer-aloud").textContent(), words);
  });
}
