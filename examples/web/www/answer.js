// Shows the answer: the digit, in words, as bars, and the image that the network saw.

const SIDE = 28;
const percent = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

export class Answer {
  #digit = document.querySelector("#digit");
  #words = document.querySelector("#words");
  #seen = document.querySelector("#seen");
  #rows;

  constructor() {
    this.#rows = Array.from({ length: 10 }, (_, digit) => row(digit));
    document.querySelector("#bars").replaceChildren(...this.#rows.map(({ item }) => item));
  }

  /** Shows an answer of the network; returns it in words. */
  show({ digit, probabilities, image }) {
    const text = inWords(digit, probabilities);
    this.#digit.textContent = digit ?? "–";
    this.#words.textContent = text;
    this.#rows.forEach(({ item, bar, number }, each) => {
      item.classList.toggle("best", each === digit);
      bar.style.setProperty("--part", probabilities[each]);
      number.textContent = digit === null ? "–" : percent.format(probabilities[each]);
    });
    this.#showImage(image, digit === null);
    return text;
  }

  #showImage(image, isEmpty) {
    const context = this.#seen.getContext("2d");
    const pixels = context.createImageData(SIDE, SIDE);
    image.forEach((ink, place) => pixels.data.set([ink, ink, ink, 255], 4 * place));
    context.putImageData(pixels, 0, 0);
    const content = isEmpty ? "empty" : "the drawing, centred, white on black";
    this.#seen.setAttribute("aria-label", `The image that the network sees: ${content}`);
  }
}

function row(digit) {
  const item = document.createElement("li");
  const [label, track, bar, number] = ["label", "track", "bar", "number"].map((name) => {
    const part = document.createElement("span");
    part.className = name;
    return part;
  });
  label.textContent = digit;
  number.textContent = "–";
  track.append(bar);
  item.append(label, track, number);
  return { item, bar, number };
}

function inWords(digit, probabilities) {
  if (digit === null) return "Draw a digit from 0 to 9.";
  const best = probabilities[digit];
  const others = probabilities.map((probability, each) => [probability, each]).filter(([, each]) => each !== digit);
  const [, second] = others.reduce((most, other) => (other[0] > most[0] ? other : most));
  if (best >= 0.9) return `This is ${article(digit)} ${digit}.`;
  if (best >= 0.6) return `Probably ${article(digit)} ${digit}, perhaps ${article(second)} ${second}.`;
  return `Hard to say: ${article(digit)} ${digit}, or ${article(second)} ${second}?`;
}

function article(digit) {
  return digit === 8 ? "an" : "a";
}
