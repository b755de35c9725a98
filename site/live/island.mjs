// The live cells of a page. This script is small; editor and Python come with the first click.

const WORDS = {
  live: "Live", title: "Edit and run this program here",
  unable: "The programs of this page can be run here in Chrome or Edge from version 137, in Firefox " +
    "from 153 and in Safari from 27. This browser shows what they gave when the book was made.",
  offline: "The live part of the page could not be loaded. Is there a connection?",
};
const WHY = {
  threads: "This cell runs real threads, which a page does not have; in the lab it runs as it is.",
  processes: "This cell starts processes, which a page can’t; in the lab it runs as it is.",
  sockets: "This cell talks over the network, which a page can’t; in the lab it runs as it is.",
  measured: "This cell measures the machine that it runs on; in the lab it measures yours.",
};

const HERE = new URL("./", import.meta.url);
const OWN = new URL("../../own.html", HERE).href;
const able = "Suspending" in WebAssembly && typeof Worker === "function";

const node = (tag, look, words) => {
  const made = document.createElement(tag);
  made.className = look;
  if (words) made.textContent = words;
  return made;
};

const { page, cells } = JSON.parse(document.getElementById("tl-cells").textContent);
const place = (id) => document.querySelector(`.tl-cell[data-cell="${CSS.escape(id)}"]`);
const benches = new Map();

// A cell as the reader has it by now.
const text = (cell) => benches.get(cell.id)?.text ?? cell.source;
const before = (cell) => cells.slice(0, cells.indexOf(cell)).map(text);

function won(state, data) {
  const chapter = /^\d\d/.exec(page)?.[0];
  if (state.met && chapter && data.name)
    import("./progress.mjs").then(({ mark }) => mark("games", `${chapter}:${data.name}`), () => {});
}

async function open(cell, at, pressed) {
  pressed.disabled = true;
  let Workbench;
  try {
    ({ Workbench } = await import("./workbench.mjs"));
  } catch {
    pressed.disabled = false;
    pressed.after(node("span", "tl-said", WORDS.offline));
    return;
  }
  const input = at.querySelector(".cell_input");
  const output = at.querySelector(".cell_output");
  const here = node("div", "tl-island");
  (input ?? at.firstElementChild).before(here);
  if (input) input.hidden = true;
  at.classList.add("tl-is-live");
  const bench = new Workbench(here, {
    text: cell.source, earlier: () => before(cell), asks: cell.asks ?? true, own: OWN,
    ...(cell.press ? { first: "explore", then: cell.then } : {}),
    began: () => { if (output) output.hidden = true; },
    acted: won,
  });
  benches.set(cell.id, bench);
  pressed.remove();
  if (cell.press) bench.ask("explore");
  else bench.editor.offer();
}

function begin() {
  const link = node("link", "");
  link.rel = "stylesheet";
  link.href = new URL("live.css", HERE).href;
  document.head.append(link);
  let told = false;
  for (const cell of cells) {
    const at = place(cell.id);
    if (!at) continue;
    if (cell.live && able) {
      const pressed = node("button", "tl-live-button", cell.press ?? WORDS.live);
      pressed.classList.toggle("tl-press", Boolean(cell.press));
      pressed.type = "button";
      pressed.title = WORDS.title;
      pressed.addEventListener("click", () => open(cell, at, pressed));
      at.prepend(pressed);
    } else if (cell.live && !told) {
      at.before(node("p", "tl-why", WORDS.unable));
      told = true;
    } else if (WHY[cell.why]) {
      at.append(node("p", "tl-why", WHY[cell.why]));
    }
  }
}

begin();
