// The network: the WebAssembly module, and the memory that it shares with this page.

const SIDE = 28;
const DIGITS = 10;

export class Network {
  #module;
  #points;
  #probabilities;
  #image;

  /** Loads the module that lies beside this file. */
  static async load() {
    const response = await fetch(new URL("digits.wasm", import.meta.url));
    if (!response.ok) throw new Error(`digits.wasm: ${response.status} ${response.statusText}`);
    // Not `instantiateStreaming`, which some servers do not allow: they must know the file's type.
    const bytes = await response.arrayBuffer();
    if (!isModule(bytes)) throw new Error("digits.wasm: what the server sent is not WebAssembly");
    const { instance } = await WebAssembly.instantiate(bytes);
    return new Network(instance.exports);
  }

  constructor(module) {
    const numbers = (address, length) => new Float32Array(module.memory.buffer, address, length);
    this.#module = module;
    this.#points = numbers(module.points(), 2 * module.capacity());
    this.#probabilities = numbers(module.probabilities(), DIGITS);
    this.#image = numbers(module.image(), SIDE * SIDE);
  }

  /** The points that a drawing may have, with one more for each stroke. */
  get room() { return this.#module.capacity(); }

  /** Returns the digit, or `null` for an empty drawing, the probabilities, and the image seen. */
  classify(strokes) {
    let length = 0;
    for (const stroke of strokes) {
      for (const [x, y] of stroke) {
        this.#points[length++] = x;
        this.#points[length++] = y;
      }
      // Ends the stroke.
      this.#points[length++] = NaN;
      this.#points[length++] = NaN;
    }
    const digit = this.#module.classify(length / 2);
    return { digit: digit < 0 ? null : digit, probabilities: [...this.#probabilities], image: [...this.#image] };
  }
}

/** Tells a module, which begins with a zero and "asm", from a page that says that it is missing. */
function isModule(bytes) {
  return String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength))) === "\0asm";
}
