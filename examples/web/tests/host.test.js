// Answers of WebAssembly and of the host to the same drawings.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { browse, drawings } from "./support/page.js";

const { open } = browse();
// Sums are in the order of the vectors of a processor, so that the last bits may differ.
const ROUNDING = 1e-5;

/** Turns, stretches and bends drawings in a way that repeats. */
function variants() {
  let state = 1;
  const random = () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff - 0.5;
  return Array.from({ length: 40 }, () => drawings.map(({ strokes }) => {
    const [turn, wide, bend, phase] = [random() / 2, 1 + random() / 2, 8 * random(), 6 * random()];
    const bent = ([x, y]) => {
      const [right, down] = [(x - 50) * wide + bend * Math.sin(y / 20 + phase), y - 70];
      const turned = [right * Math.cos(turn) - down * Math.sin(turn), right * Math.sin(turn) + down * Math.cos(turn)];
      return turned.map((coordinate) => Math.fround(0.5 + coordinate / 250));
    };
    return strokes.map((stroke) => stroke.map(bent));
  })).flat();
}

test("a thousand drawings have the host's images, digits and probabilities", async (context) => {
  const inputs = variants();
  const host = execFileSync(join(process.env.CARGO_TARGET_DIR, "release/host"), {
    input: inputs.map((strokes) => JSON.stringify(strokes)).join("\n"), encoding: "utf8", maxBuffer: 1 << 28,
  }).trim().split("\n").map((line) => JSON.parse(line));
  const page = await open();
  const { answers, microseconds } = await page.evaluate(async (inputs) => {
    const { Network } = await import("./network.js");
    const network = await Network.load();
    const answers = inputs.map((strokes) => network.classify(strokes));
    const start = performance.now();
    for (const strokes of inputs) network.classify(strokes);
    return { answers, microseconds: (1000 * (performance.now() - start)) / inputs.length };
  }, inputs);

  let greatest = 0;
  assert.equal(answers.length, host.length);
  for (const [number, { digit, probabilities, image }] of answers.entries()) {
    assert.deepEqual(image, host[number].image.map(Math.fround), `image ${number}`);
    assert.equal(digit, host[number].digit, `digit ${number}`);
    probabilities.forEach((probability, each) => {
      greatest = Math.max(greatest, Math.abs(probability - host[number].probabilities[each]));
    });
  }
  assert.ok(greatest < ROUNDING, `probabilities differ by ${greatest}`);
  assert.ok(new Set(answers.map(({ digit }) => digit)).size === 10);
  context.diagnostic(`${answers.length} drawings; probabilities differ by ${greatest} at most; ${microseconds.toFixed(0)} µs each`);
});
