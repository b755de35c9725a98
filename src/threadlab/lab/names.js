// The handle of a slider and the number beside it are called what the label in front of them says:
// a screen reader would say no more than "slider" else. What a measurement says is read aloud, and the
// focus goes from a button that can't be pressed any more to the one that can: it would be lost.

function name(box) {
  for (const row of box.querySelectorAll(".widget-inline-hbox")) {
    const words = row.querySelector(".widget-label")?.textContent.trim();
    if (!words) continue;
    const readout = row.querySelector(".widget-readout");
    for (const part of row.querySelectorAll(".noUi-handle, .widget-readout, select, input")) {
      if (part.getAttribute("aria-label") !== words) part.setAttribute("aria-label", words);
      const value = readout?.textContent.trim();
      const slides = part !== readout && part.getAttribute("role") === "slider";
      if (slides && value && part.getAttribute("aria-valuetext") !== value)
        part.setAttribute("aria-valuetext", value);
    }
    if (readout?.isContentEditable) readout.setAttribute("role", "textbox");
  }
  for (const said of box.querySelectorAll(".tl-said:not([role])")) said.setAttribute("role", "status");
  const here = document.activeElement;
  if (here?.disabled && box.contains(here))
    here.parentElement.querySelector("button:not(:disabled)")?.focus();
}

function render({ el }) {
  const watch = new MutationObserver(() => name(el.closest(".tl-named") ?? el));
  const begin = () => {
    const box = el.closest(".tl-named");
    if (!box) { wait = requestAnimationFrame(begin); return; }
    name(box);
    watch.observe(box, {
      childList: true, subtree: true, characterData: true, attributeFilter: ["disabled"],
    });
  };
  let wait = requestAnimationFrame(begin);
  return () => { cancelAnimationFrame(wait); watch.disconnect(); };
}

export default { render };
