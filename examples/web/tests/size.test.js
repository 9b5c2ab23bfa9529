// The module is small beside its weights.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const MODULE = new URL("../site/digits.wasm", import.meta.url);
const CODE = 10;
const HEADER = 8;

/** Reads a number in LEB128, and returns it with the place behind it. */
function number(bytes, place) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[place++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, place];
  }
}

/** Returns the bytes of a section of a module. */
function sizeOf(section, bytes) {
  for (let place = HEADER; place < bytes.length;) {
    const [size, begin] = number(bytes, place + 1);
    if (bytes[place] === section) return size;
    place = begin + size;
  }
  throw new Error(`the module has no section ${section}`);
}

test("the code of the module has less than 70 KB, and imports nothing", () => {
  const bytes = readFileSync(MODULE);
  const code = sizeOf(CODE, bytes);
  assert.ok(code < 70_000, `${code} bytes`);
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
});
