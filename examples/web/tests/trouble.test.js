// The page where the network cannot be loaded: it says so, to all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browse } from "./support/page.js";

const shared = browse();
const answer = (response) => (page) => page.route("**/digits.wasm", (route) => route.fulfill(response));
const withoutWebAssembly = (page) => page.addInitScript(() => { delete globalThis.WebAssembly; });

for (const { name, spoil, words } of [
  { name: "no WebAssembly", spoil: withoutWebAssembly, words: /^This page needs WebAssembly/ },
  { name: "no module", spoil: answer({ status: 404 }), words: /cannot be loaded: digits\.wasm: 404/ },
  { name: "a page in its place", spoil: answer({ body: "<p>Log in</p>" }), words: /sent is not WebAssembly/ },
  { name: "a module of a later day", spoil: answer({ body: "\0asm\x02\0\0\0" }), words: /vector instructions/ },
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
