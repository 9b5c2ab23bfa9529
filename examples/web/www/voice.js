// Speaks to users of screen readers, when there is a pause.

export function voice(element, pause) {
  let timer;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => { element.textContent = text; }, pause);
  };
}
