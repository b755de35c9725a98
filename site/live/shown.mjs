// What Python answers, put on the page: pictures, boards of games, panels with sliders.

import board from "./board.js";
import { make, put, style } from "./page.mjs";

// A board, by the lab's own script; `acted` hears each new state. Returns its node.
export function showBoard(parent, engine, data, acted = () => {}) {
  style("board.css");
  const el = make("div", "tl-board-place", parent);
  const listeners = new Set();
  const gone = new Set();
  const model = {
    get: (name) => data[name],
    on: (name, call) => listeners.add(call),
    off: (name, call) => listeners.delete(call),
    async send(what) {
      let state;
      try {
        state = await engine.ask("act", [data.id, what]);
      } catch {
        return; // it was stopped: the board says so
      }
      data.state = state;
      for (const call of listeners) call();
      acted(state, data);
    },
    widget_manager: { kernel: { disposed: { connect: (call) => gone.add(call) } } },
  };
  const off = engine.on("stopped", () => { off(); for (const call of gone) call(); });
  board.render({ model, el });
  return el;
}

const FIRST = 60; // schedules, after which there is a first answer: a phone tries some fifty in a second

// A picture with its controls; the last position counts, those that were passed are left out, and a
// search for one of them ends. A long search is shown as far as it is before it goes on. That one is
// drawn, and whether it could be, is told to whoever listens, as an event "tl-drawing".
function showPanel(parent, engine, { id, html, controls }) {
  const el = make("div", "tl-panel", parent);
  const picture = make("div", "tl-picture", el);
  const values = {};
  const drawn = new Map(); // pictures by the values that they are of
  let drawing = false;
  let again = false;
  const tell = (detail) => el.dispatchEvent(new CustomEvent("tl-drawing", { bubbles: true, detail }));
  const draw = async () => {
    if (drawing) { again = true; engine.enough(); return; }
    drawing = true;
    tell({ on: true });
    try {
      do {
        again = false;
        const now = JSON.stringify(Object.entries(values).sort());
        let answer = drawn.get(now) ?? await engine.ask("slide", [id, { ...values }, FIRST]);
        if (answer.short && !again) {
          put(picture, answer.html);
          answer = await engine.ask("slide", [id, { ...values }]);
        }
        if (again) continue;
        if (!answer.error && !answer.ended) drawn.set(now, answer);
        if (answer.error) make("pre", "tl-error", (picture.textContent = "", picture), answer.error);
        else put(picture, answer.html);
      } while (again);
      tell({ on: false, well: true });
    } catch {
      el.classList.add("tl-dead");
      tell({ on: false, well: false });
    } finally {
      drawing = false;
    }
  };
  put(picture, html);
  const rows = make("div", "tl-controls-live", el);
  for (const control of controls) {
    const row = make("label", "", rows);
    make("span", "", row, control.words);
    const input = make(control.kind === "slider" ? "input" : "select", "", row);
    const number = control.kind === "slider" ? make("output", "", row, String(control.value)) : null;
    if (number) {
      Object.assign(input, { type: "range", min: control.least, max: control.most });
    } else {
      control.options.forEach((words, place) => { make("option", "", input, words).value = place; });
    }
    input.value = control.value;
    input.addEventListener("input", () => {
      values[control.name] = Number(input.value);
      if (number) number.textContent = input.value;
      draw();
    });
  }
}

// The outputs of a cell, in their order.
export function showOutputs(parent, engine, outputs, acted) {
  for (const output of outputs) {
    if (output.html) put(make("div", "tl-picture", parent), output.html);
    else if (output.text) make("pre", "tl-printed", parent, output.text);
    else if (output.board) showBoard(parent, engine, output.board, acted);
    else if (output.panel) showPanel(parent, engine, output.panel);
  }
}
