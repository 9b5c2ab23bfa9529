// A drawing: strokes, each a list of points. The paper is 1 wide and 1 high.

// Points that are nearer to the last one add nothing that can be seen.
const NEAR = 0.004;

export class Drawing extends EventTarget {
  #strokes = [];
  // The strokes before each change that can be undone.
  #past = [];
  // The stroke that goes on; none after a change that took it away.
  #open;
  #room;

  /** @param {number} room The points that a drawing may have, with one more for each stroke. */
  constructor(room) {
    super();
    this.#room = room;
  }

  get strokes() { return this.#strokes; }
  get isEmpty() { return this.#strokes.length === 0; }
  get canUndo() { return this.#past.length > 0; }
  get isFull() { return this.#strokes.reduce((sum, stroke) => sum + stroke.length + 1, 0) + 2 > this.#room; }

  /** Begins a stroke; returns false if the paper is full. */
  begin(point) {
    if (this.isFull) return false;
    this.#past.push(this.#strokes);
    this.#open = [onPaper(point)];
    this.#strokes = [...this.#strokes, this.#open];
    this.#changed();
    return true;
  }

  /** Goes on with the last stroke, unless it was undone or cleared while it was drawn. */
  extend(point) {
    const stroke = this.#open;
    if (!stroke) return;
    const [x, y] = onPaper(point);
    const last = stroke.at(-1);
    if (this.isFull || Math.hypot(x - last[0], y - last[1]) < NEAR) return;
    stroke.push([x, y]);
    this.#changed();
  }

  undo() {
    if (!this.canUndo) return;
    this.#strokes = this.#past.pop();
    this.#open = undefined;
    this.#changed();
  }

  clear() {
    if (this.isEmpty) return;
    this.#past.push(this.#strokes);
    this.#strokes = [];
    this.#open = undefined;
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event("change")); }
}

function onPaper(point) {
  return point.map((coordinate) => Math.min(1, Math.max(0, coordinate)));
}
