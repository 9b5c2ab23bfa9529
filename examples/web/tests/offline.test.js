// The page without a network, from any folder, and with a server that knows little.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { answer, browse, drawWithMouse, drawings } from "./support/page.js";

const shared = browse();

test("the page opens and reads without a network", async () => {
  const page = await shared.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await shared.server.stop();
  await page.context().setOffline(true);
  const again = await page.context().newPage();
  await again.goto(shared.server.address);
  await again.waitForSelector("html[data-ready]");
  await drawWithMouse(again, drawings.find(({ digit }) => digit === 8));
  assert.equal((await answer(again)).digit, "8");
});

test("every file of the page is kept, and nothing else is asked for", async () => {
  // The server of the test before is gone; its list is not.
  const files = (await readdir(new URL("../site/", import.meta.url))).filter((file) => file !== "offline.js");
  const asked = new Set(shared.server.asked.map((path) => path.replace("/some/folder/", "")));
  assert.deepEqual([...asked].filter((file) => file !== "" && file !== "offline.js").sort(), files.sort());
});
