// The page without a network, from any folder, and with a server that knows little.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { answer, browse, drawWithMouse, drawings } from "./support/page.js";

const shared = browse();

/** Opens the page again, and draws an eight. */
async function readsAgain(context) {
  const page = await context.newPage();
  await page.goto(shared.server.address);
  await page.waitForSelector("html[data-ready]");
  await drawWithMouse(page, drawings.find(({ digit }) => digit === 8));
  assert.equal((await answer(page)).digit, "8");
}

test("the page opens and reads with a server that is ill, and without a network", async () => {
  const page = await shared.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  shared.server.sicken();
  await readsAgain(page.context());
  await shared.server.stop();
  await page.context().setOffline(true);
  await readsAgain(page.context());
});

test("every file of the page is kept, and nothing else is asked for", async () => {
  // The server of the test before is gone; its list is not.
  const files = (await readdir(new URL("../site/", import.meta.url))).filter((file) => file !== "offline.js");
  const asked = new Set(shared.server.asked.map((path) => path.replace("/some/folder/", "")));
  assert.deepEqual([...asked].filter((file) => file !== "" && file !== "offline.js").sort(), files.sort());
});
