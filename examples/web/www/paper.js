// Shows the drawing, and the pen of the keyboard.

// The width of lines, as a part of the paper's.
const WIDTH = 0.055;
// Points of a hand are nearer to each other than this; the steps of a keyboard are not.
const NEAR = 0.05;

export class Paper {
  #canvas;
  #pen;
  #drawing;

  constructor(element, drawing) {
    this.#canvas = element.querySelector("canvas");
    this.#pen = element.querySelector("#pen");
    this.#drawing = drawing;
    drawing.addEventListener("change", () => this.#draw());
    new ResizeObserver(() => this.#resize()).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** Moves the keyboard's pen. */
  showPen({ place: [x, y], isDown }) {
    this.#pen.style.left = `${100 * x}%`;
    this.#pen.style.top = `${100 * y}%`;
    this.#pen.classList.toggle("down", isDown);
  }

  #resize() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    this.#canvas.width = this.#canvas.height = side;
    this.#draw();
  }

  #draw() {
    const context = this.#canvas.getContext("2d");
    const side = this.#canvas.width;
    context.clearRect(0, 0, side, side);
    context.strokeStyle = getComputedStyle(this.#canvas).color;
    context.lineWidth = WIDTH * side;
    context.lineCap = context.lineJoin = "round";
    for (const stroke of this.#drawing.strokes) {
      context.beginPath();
      trace(context, stroke.map(([x, y]) => [x * side, y * side]), NEAR * side);
      context.stroke();
    }
  }
}

// Rounds the corners between the points of a hand: curves from middle to middle.
function trace(context, points, near) {
  context.moveTo(...points[0]);
  for (let number = 1; number + 1 < points.length; number++) {
    const [before, [x, y], after] = points.slice(number - 1, number + 2);
    const isRound = [before, after].every((other) => Math.hypot(other[0] - x, other[1] - y) < near);
    if (isRound) context.quadraticCurveTo(x, y, (x + after[0]) / 2, (y + after[1]) / 2);
    else context.lineTo(x, y);
  }
  context.lineTo(...points.at(-1));
}
