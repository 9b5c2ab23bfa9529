// Draws with the keyboard: a pen that arrow keys move, and that space lowers and lifts.

const STEPS = 16;
const STEP = 1 / STEPS;

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const DIAGONALS = { Home: [-1, -1], PageUp: [1, -1], End: [-1, 1], PageDown: [1, 1] };
// With NumLock the keys of a number pad have the names of digits.
const PAD = {
  Numpad4: "ArrowLeft", Numpad6: "ArrowRight", Numpad8: "ArrowUp", Numpad2: "ArrowDown",
  Numpad7: "Home", Numpad9: "PageUp", Numpad1: "End", Numpad3: "PageDown", Numpad5: " ",
};

/**
 * @param {(pen: {place: number[], isDown: boolean}) => void} show Is called when the pen has changed.
 * @param {(text: string) => void} say Speaks.
 */
export function drawWithKeyboard(paper, drawing, show, say) {
  const pen = { place: [0.5, 0.25], isDown: false };
  const held = new Set();

  const position = () => {
    const [column, row] = pen.place.map((coordinate) => Math.round(coordinate * STEPS));
    return `column ${column}, row ${row} of ${STEPS}`;
  };

  const lift = () => {
    pen.isDown = false;
    show(pen);
  };

  const toggle = () => {
    const lowers = !pen.isDown;
    pen.isDown = lowers && drawing.begin(pen.place);
    show(pen);
    if (pen.isDown) say(`Pen down at ${position()}`);
    else say(lowers ? "The paper is full" : "Pen up");
  };

  const move = ([right, down], part) => {
    const moved = [pen.place[0] + right * STEP * part, pen.place[1] + down * STEP * part];
    pen.place = moved.map((coordinate) => Math.min(1, Math.max(0, coordinate)));
    if (pen.isDown) drawing.extend(pen.place);
    show(pen);
    say(position());
  };

  const direction = (key) => {
    if (key in DIAGONALS) return DIAGONALS[key];
    held.add(key);
    const sum = [0, 0];
    for (const each of held) [0, 1].forEach((axis) => { sum[axis] += ARROWS[each][axis]; });
    return sum;
  };

  const nameOf = (event) => PAD[event.code] ?? event.key;

  paper.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = nameOf(event);
    if (key in ARROWS || key in DIAGONALS) move(direction(key), event.shiftKey ? 0.25 : 1);
    else if (key === " ") event.repeat || toggle();
    else if (key === "Escape" && pen.isDown) toggle();
    else if (key === "Backspace") { lift(); drawing.undo(); say(drawing.isEmpty ? "Empty paper" : "Undone"); }
    else if (key === "Delete") { lift(); drawing.clear(); say("Empty paper"); }
    else return;
    event.preventDefault();
  });
  paper.addEventListener("keyup", (event) => held.delete(nameOf(event)));
  paper.addEventListener("blur", () => { held.clear(); lift(); });
  // A stroke of another pen ends this one.
  paper.addEventListener("pointerdown", lift, { capture: true });
  paper.addEventListener("focus", () => show(pen));

  return { lift };
}
