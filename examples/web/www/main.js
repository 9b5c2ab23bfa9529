// A digit is drawn, and read at once.

import { Answer } from "./answer.js";
import { Drawing } from "./drawing.js";
import { drawWithKeyboard } from "./keyboard.js";
import { Network } from "./network.js";
import { Paper } from "./paper.js";
import { drawWithPointer } from "./pointer.js";
import { voice } from "./voice.js";

const find = (selector) => document.querySelector(selector);

function start(network) {
  const [element, undo, clear] = [find("#paper"), find("#undo"), find("#clear")];
  const drawing = new Drawing(network.room);
  const paper = new Paper(element, drawing);
  const answer = new Answer();
  const sayAnswer = voice(find("#answer-aloud"), 800);
  const sayPen = voice(find("#pen-aloud"), 250);

  // Once per frame, however many points arrive.
  let isAwaited = false;
  const read = () => {
    isAwaited = false;
    const result = network.classify(drawing.strokes);
    const text = answer.show(result);
    const probability = result.digit === null ? "" : ` ${Math.round(100 * result.probabilities[result.digit])} percent.`;
    sayAnswer(text + probability);
    element.classList.toggle("written", !drawing.isEmpty);
    find("#pen-state").textContent = drawing.isFull ? "The paper is full." : "";
  };
  drawing.addEventListener("change", () => {
    // At once: Tab may follow before the next frame, and skips a button that is of no use.
    undo.disabled = !drawing.canUndo;
    clear.disabled = drawing.isEmpty;
    if (!isAwaited) requestAnimationFrame(read);
    isAwaited = true;
  });

  drawWithPointer(element, drawing);
  const pen = drawWithKeyboard(element, drawing, (state) => paper.showPen(state), sayPen);
  const press = (button, act) => button.addEventListener("click", () => {
    pen.lift();
    act();
    // A button that becomes useless would take the focus with it.
    if (button.disabled) element.focus();
  });
  press(undo, () => drawing.undo());
  press(clear, () => drawing.clear());
  read();
  document.documentElement.dataset.ready = "";
}

Network.load().then(start, (error) => {
  const words = find("#words");
  words.classList.add("trouble");
  words.textContent = trouble(error);
  find("#answer-aloud").textContent = words.textContent;
});

function trouble(error) {
  // As in Safari's lockdown mode.
  if (!globalThis.WebAssembly) return "This page needs WebAssembly, which is not in this browser, or is off.";
  if (error instanceof WebAssembly.CompileError) {
    return "This browser does not know the vector instructions of WebAssembly. A newer one does.";
  }
  return `The network cannot be loaded: ${error.message}`;
}

// Keeps the page for times without a network. Browsers have this for https and localhost alone.
navigator.serviceWorker?.register(new URL("offline.js", import.meta.url)).catch((error) => console.warn(error));
