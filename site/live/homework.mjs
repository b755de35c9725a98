// A homework in the page: an editor for each answer, a button at each test that can be tried here,
// and the notebook with the answers in it, to be handed in as before. Answers stay in this browser.

import { button, coming, make, stored, style } from "./page.mjs";

const WORDS = {
  write: "Write your answer here", again: "Begin this answer again", sure: "Press again: your text is lost",
  test: "Try the tests", stop: "Stop", loading: "Python is coming, once for this page",
  starting: "Python is starting",
  working: "Every schedule that matters is being tried …", passed: "These tests pass.",
  failed: "These tests don’t pass yet.", empty: "Nothing has been written in the answer yet.",
  stopped: "Stopped.", unloaded: "Python could not be loaded. Is there a connection? Then try again.",
  label: "Your answer", help: "Tab indents. To leave the editor, press Escape and then Tab.",
  intro: "Work on the answers here: they are kept in this browser. Then download the notebook with " +
    "them, put it into the assignment’s folder in the lab, validate and hand it in there.",
  lost: "This browser does not keep what you write: download the notebook before you leave.",
  download: "Download the notebook with my answers", broken: "The notebook could not be loaded.",
  hidden: "More tests run when you hand in; they are not shown to anybody before.",
  unable: "The tests can be tried here in Chrome or Edge from version 137, in Firefox from 153 and in " +
    "Safari from 27. Your answers can be written and downloaded in this browser, too.",
};
const WHY = {
  threads: "This test runs real threads, which a page does not have. In the lab it runs as it is.",
  processes: "This test starts processes, which a page can’t. In the lab it runs as it is.",
  sockets: "This test talks over the network, which a page can’t. In the lab it runs as it is.",
  measured: "This test measures the machine that it runs on. In the lab it measures yours.",
};
const KEY = "threadlab-answers"; // {assignment: {cell: source}}
const able = "Suspending" in WebAssembly && typeof Worker === "function";

const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string";
const kept = (page) => Object.fromEntries(
  Object.entries(stored(KEY, isTable)[page] ?? {}).filter(([, text]) => isText(text)),
);

// Whether it is kept from now on.
function store(page, id, source) {
  const all = stored(KEY, isTable);
  all[page] = kept(page);
  if (source === null) delete all[page][id];
  else all[page][id] = source;
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    return true;
  } catch {
    return false; // the download has them all the same
  }
}

// The released notebook with the answers in it; everything else is as it was, to the letter.
export function filledIn(notebook, answers) {
  const found = JSON.parse(notebook);
  for (const cell of found.cells) {
    const source = answers[cell.id];
    const known = cell.metadata?.nbgrader;
    if (source === undefined || !known?.solution) continue;
    cell.source = source ? source.replace(/\n$/, "").match(/[^\n]*\n|[^\n]+$/g) ?? [] : [];
  }
  return `${JSON.stringify(found, null, 1)}\n`;
}

class Homework {
  constructor({ page, cells }) {
    this.page = page;
    this.cells = cells;
    this.answers = kept(page);
    this.editors = new Map();
    this.fields = new Map();
    this.unopened = new Map();
    addEventListener("storage", ({ key }) => { if (key === KEY || key === null) this.again(); });
    this.top();
    for (const place of document.querySelectorAll(".tl-words[data-cell]"))
      this.words({ id: place.dataset.cell, source: place.textContent.trim() }, place);
    for (const cell of cells) {
      const at = document.querySelector(`[data-cell="${CSS.escape(cell.id)}"]`);
      if (!at) continue;
      if (cell.role === "answer") this.answer(cell, at);
      else if (cell.role === "test") this.test(cell, at);
    }
  }

  text(cell) { return this.answers[cell.id] ?? cell.source; }

  keep(cell, source) {
    if (source === cell.source) delete this.answers[cell.id];
    else this.answers[cell.id] = source;
    const well = store(this.page, cell.id, this.answers[cell.id] ?? null);
    const words = well ? "" : WORDS.lost;
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  // Another tab has written: what was changed there stands here, too.
  again() {
    const found = kept(this.page);
    const names = new Set([...Object.keys(found), ...Object.keys(this.answers)]);
    const changed = [...names].filter((name) => found[name] !== this.answers[name]);
    this.answers = found;
    for (const id of changed) {
      const field = this.fields.get(id);
      const editor = this.editors.get(id);
      const cell = this.cells.find((each) => each.id === id);
      if (field) field.value = found[id] ?? "";
      else if (editor && cell && editor.text !== this.text(cell)) editor.text = this.text(cell);
      else if (!editor && found[id] !== undefined) this.unopened.get(id)?.();
    }
  }

  top() {
    const box = make("div", "tl-answers", null);
    make("p", "", box, WORDS.intro);
    const bar = make("div", "tl-bar", box);
    button("tl-first", bar, WORDS.download, () => this.download()).dataset.ask = "download";
    this.said = make("span", "tl-said", bar);
    this.said.setAttribute("role", "status");
    make("p", "tl-note", box, able ? WORDS.hidden : WORDS.unable);
    const heading = document.querySelector(".tl-along") ?? document.querySelector("h1");
    heading?.after(box);
  }

  // The field of an answer in words stands there at once; an editor comes when it is wanted.
  words(cell, at) {
    const field = make("textarea", "tl-field", null);
    field.value = this.answers[cell.id] ?? "";
    field.placeholder = cell.source;
    field.rows = 8;
    field.setAttribute("aria-label", WORDS.label);
    this.fields.set(cell.id, field);
    field.addEventListener("input", () => this.keep(cell, field.value || cell.source));
    at.replaceChildren(field);
  }

  answer(cell, at) {
    at.classList.add("tl-answer-cell");
    const open = button("tl-live-button", null, WORDS.write, () => this.edit(cell, at, open));
    at.prepend(open);
    this.unopened.set(cell.id, () => this.edit(cell, at, open, false));
    if (cell.id in this.answers) this.edit(cell, at, open, false);
  }

  async edit(cell, at, open, focus = true) {
    if (open.disabled) return;
    open.disabled = true;
    let edit;
    try {
      ({ edit } = await import("./editor.mjs"));
    } catch {
      open.disabled = false;
      const told = open.nextElementSibling?.matches(".tl-said");
      if (!told) open.after(make("span", "tl-said", null, WORDS.unloaded));
      return;
    }
    if (open.nextElementSibling?.matches(".tl-said")) open.nextElementSibling.remove();
    const bench = make("div", "tl-bench", null);
    const editor = edit(make("div", "tl-editor", bench), {
      text: this.text(cell), label: `${WORDS.label}: ${cell.id}`, help: WORDS.help,
      run: () => this.tryFirst(cell), changed: () => this.keep(cell, editor.text),
    });
    this.editors.set(cell.id, editor);
    const input = at.querySelector(".cell_input");
    if (input) input.hidden = true;
    open.replaceWith(bench);
    const bar = make("div", "tl-bar", bench);
    const again = button("", bar, WORDS.again, () => {
      if (again.textContent === WORDS.again && cell.id in this.answers) {
        again.textContent = WORDS.sure;
        return;
      }
      again.textContent = WORDS.again;
      editor.text = cell.source;
      editor.focus();
    });
    again.addEventListener("blur", () => { again.textContent = WORDS.again; });
    if (focus) editor.focus();
  }

  // Ctrl-Enter in an answer tries the first test that is about it.
  tryFirst(answer) {
    const test = this.cells.find((cell) => cell.live && cell.answers?.includes(answer.id));
    document.querySelector(`[data-cell="${CSS.escape(test?.id ?? "")}"] [data-ask="check"]`)?.click();
  }

  test(cell, at) {
    if (!cell.live) {
      if (WHY[cell.why]) at.append(make("p", "tl-why", null, WHY[cell.why]));
      return;
    }
    if (!able) return;
    const bar = make("div", "tl-bar", at);
    const start = button("tl-first", bar, WORDS.test, () => this.check(cell, parts));
    start.dataset.ask = "check";
    const stop = button("tl-stop", bar, WORDS.stop, () => this.engine?.stop());
    stop.disabled = true;
    const status = make("span", "tl-said", bar);
    status.setAttribute("role", "status");
    const parts = { start, stop, status, out: make("div", "tl-live-output", at) };
  }

  async check(cell, { start, stop, status, out }) {
    const say = (words, look = "tl-said") => { status.textContent = words; status.className = look; };
    const answers = this.cells.filter(({ id }) => cell.answers?.includes(id));
    out.replaceChildren();
    if (answers.length && answers.every((answer) => this.text(answer) === answer.source)) {
      say(WORDS.empty, "tl-said tl-fails");
      return;
    }
    say("");
    start.disabled = true;
    stop.disabled = false;
    let off = () => {};
    try {
      const { Engine } = await import("./engine.mjs");
      this.engine ??= await Engine.get();
      if (!this.engine.isReady) {
        say(`${WORDS.loading}.`);
        off = this.engine.on("progress", (part) => say(coming(WORDS, part)));
        await this.engine.ready;
        off();
        import("./kept.mjs").then(({ keep }) => keep(), () => {});
      }
      say(WORDS.working);
      off = this.engine.on("tried", (tried) =>
        say(`${WORDS.working} ${tried.toLocaleString("en")} so far.`));
      const before = this.cells.slice(0, this.cells.indexOf(cell));
      const earlier = before
        .filter(({ role }) => role === "given" || role === "answer")
        .map((each) => this.text(each));
      const answer = await this.engine.ask("check", [earlier, cell.source]);
      off();
      const { showOutputs } = await import("./shown.mjs");
      showOutputs(out, this.engine, answer.outputs ?? []);
      if (answer.why) say(WHY[answer.why] ?? WHY.processes, "tl-said tl-fails");
      else say(answer.passed ? `✓ ${WORDS.passed}` : `✗ ${WORDS.failed}`,
        `tl-said ${answer.passed ? "tl-passes" : "tl-fails"}`);
      if (answer.error) make("pre", "tl-error", out, answer.error);
    } catch (error) {
      off();
      say(error?.constructor?.name === "Stopped" ? WORDS.stopped : WORDS.unloaded);
    } finally {
      start.disabled = false;
      stop.disabled = true;
    }
  }

  async download() {
    const file = `${this.page}.ipynb`;
    const answer = await fetch(file).catch(() => null);
    if (!answer?.ok) { this.said.textContent = WORDS.broken; return; }
    const text = filledIn(await answer.text(), this.answers);
    const link = make("a", "", document.body);
    link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
    link.download = file;
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

const data = typeof document === "undefined" ? null : document.getElementById("tl-cells");
if (data) {
  style("live.css");
  style("homework.css");
  new Homework(JSON.parse(data.textContent));
}
