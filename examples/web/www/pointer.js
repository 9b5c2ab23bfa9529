// Draws with a mouse, a finger or a stylus.

export function drawWithPointer(paper, drawing) {
  // The pointer that draws: a second finger does not.
  let drawer = null;

  const place = (event) => {
    const box = paper.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  paper.addEventListener("pointerdown", (event) => {
    if (drawer !== null || event.button !== 0) return;
    // Neither selects text nor shows the frame of keyboard users.
    event.preventDefault();
    if (!drawing.begin(place(event))) return;
    drawer = event.pointerId;
    paper.setPointerCapture(drawer);
  });

  paper.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawer) return;
    // All places since the last frame, so that fast strokes stay round.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) drawing.extend(place(each));
  });

  // A quick stroke is no gesture of the browser's, which would swallow the tap that follows it.
  paper.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });

  const lift = (event) => {
    if (event.pointerId === drawer) drawer = null;
  };
  paper.addEventListener("pointerup", lift);
  paper.addEventListener("pointercancel", lift);
}
