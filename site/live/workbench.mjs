// A program in an editor, and what can be asked about it: run, play, explore, all outcomes.

import { edit } from "./editor.mjs";
import { Engine, Stopped } from "./engine.mjs";
import { keep } from "./kept.mjs";
import { button, coming, make, packed, style } from "./page.mjs";
import { showBoard, showOutputs } from "./shown.mjs";

const WORDS = {
  run: "Run", play: "Play", explore: "Explore", outcomes: "Outcomes", stop: "Stop", reset: "Reset",
  share: "Share", copied: "Link copied", loading: "Python is coming", starting: "Python is starting", working: "Working",
  ready: "Ready", stopped: "Stopped.", over: "Done", nothing: "Defined. The cells below use it.",
  label: "Program", help: "Tab indents. To leave the editor, press Escape and then Tab.",
  shared: "This link has the program and the schedule in it; nothing is sent anywhere.",
  failed: "Python could not be loaded. Is there a connection? Then try again.",
  tried: (count, seconds) => `Working: ${count.toLocaleString("en")} schedule${count === 1 ? "" : "s"} tried, ${seconds} s`,
  ending: "Ending the search …", ended: "Ended early",
};
const ENDS_MS = 10_000; // within which a search that was told to has to come to its end; a phone may be slow
const LOW = 0.8; // of the window's height, below which an answer is not seen
const TITLES = {
  run: "Run the cell (Ctrl-Enter)", play: "You are the scheduler",
  explore: "Try every schedule", outcomes: "All that it can print",
  stop: "End what is running", reset: "Back to the text of the book",
  share: "A link to this program",
};

export class Workbench {
  // `earlier` gives the sources of the cells before; `run` says whether the text runs as a cell,
  // `asks` whether its schedules can be asked for. Python comes at once, or, where it is to be
  // `late`, as soon as the program is touched.
  constructor(parent, options) {
    const { text, earlier = () => [], run = true, asks = true, late = false } = options;
    const { own, began, acted, first = run ? "run" : "explore", then = null } = options;
    style("live.css");
    this.original = text;
    this.earlier = earlier;
    this.began = began ?? (() => {});
    this.acted = acted ?? (() => {});
    this.own = own;
    this.schedule = "";
    this.busy = 0;
    this.since = null; // when Python has begun with what was asked for last
    this.ending = 0;
    const root = make("div", "tl-bench", parent);
    this.root = root;
    this.editor = edit(make("div", "tl-editor", root), {
      text, label: WORDS.label, help: WORDS.help, run: () => this.ask(first),
      changed: () => {
        this.schedule = "";
        this.root.querySelector(".tl-link")?.remove(); // it had what was there before
        this.load();
      },
    });
    const bar = make("div", "tl-bar", root);
    bar.setAttribute("role", "group");
    const asked = [...(run ? ["run"] : []), ...(asks ? ["explore", "play", "outcomes"] : [])];
    asked.sort((one, other) => (other === first) - (one === first));
    this.asks = asked.map((name) => this.button(bar, name, () => this.ask(name)));
    this.asks[0].classList.add("tl-first");
    this.stopping = this.button(bar, "stop", () => this.stop());
    this.stopping.classList.add("tl-stop");
    this.stopping.disabled = true;
    this.button(bar, "reset", () => this.reset());
    this.sharing = this.button(bar, "share", () => this.share());
    this.status = make("span", "tl-said", bar);
    this.status.setAttribute("role", "status");
    if (then) this.offer(bar, then);
    this.bar = make("progress", "tl-progress-bar", bar);
    this.bar.setAttribute("aria-label", WORDS.loading);
    this.out = make("div", "tl-live-output", root);
    this.out.tabIndex = -1;
    this.drawing = 0;
    this.out.addEventListener("tl-drawing", ({ detail }) => this.draws(detail));
    this.bar.hidden = true;
    root.addEventListener("click", () => this.load());
    if (!late) this.load();
  }

  button(bar, name, act) {
    const node = button("", bar, WORDS[name], act);
    node.title = TITLES[name];
    node.dataset.ask = name;
    return node;
  }

  // A further program to try, `words` on a button, when the first has its answer.
  offer(bar, { words, source }) {
    this.next = button("tl-then", bar, words, () => {
      this.editor.text = source;
      this.next.remove();
      this.next = null;
      this.ask("explore");
    });
    this.next.hidden = true;
    bar.prepend(this.next);
  }

  get text() { return this.editor.text; }

  // Have Python come, once; what is loaded with it is kept for when there is no connection.
  load() {
    this.loading ??= this.#load();
    return this.loading;
  }

  async #load() {
    this.engine = await Engine.get();
    this.engine.on("stopped", () => { if (this.busy) this.say(WORDS.stopped); });
    this.engine.on("tried", (count) => {
      if (this.since === null || this.ending) return;
      this.say(WORDS.tried(count, Math.round((performance.now() - this.since) / 1000)));
    });
    this.engine.on("progress", (part) => {
      this.bar.value = part;
      if (!this.bar.hidden) this.say(coming(WORDS, part));
    });
    this.wait();
  }

  // Show that Python is coming, until it is there.
  wait() {
    if (this.engine.isReady) { this.say(WORDS.ready); return; }
    this.bar.hidden = false;
    this.say(WORDS.loading);
    this.engine.ready.then(
      () => { this.bar.hidden = true; if (!this.busy) this.say(WORDS.ready); keep(); },
      (error) => { this.bar.hidden = true; if (!(error instanceof Stopped)) this.say(WORDS.failed); },
    );
  }

  say(words) { if (this.status.textContent !== words) this.status.textContent = words; }

  working(on) {
    this.busy += on ? 1 : -1;
    this.root.classList.toggle("tl-busy", this.busy > 0);
    this.root.setAttribute("aria-busy", String(this.busy > 0));
    this.stopping.disabled = !(this.busy || this.drawing);
    for (const node of this.asks) node.disabled = this.busy > 0;
  }

  begins(on) {
    clearTimeout(this.ending);
    this.ending = 0;
    this.since = on ? performance.now() : null;
  }

  // A picture with sliders is drawn again, which can take its time, and be stopped.
  draws({ on, well }) {
    this.drawing += on ? 1 : -1;
    if (!this.busy) this.begins(on);
    this.root.classList.toggle("tl-draws", this.drawing > 0);
    this.stopping.disabled = !(this.busy || this.drawing);
    if (!this.busy) this.say(on ? WORDS.working : well ? WORDS.over : WORDS.stopped);
  }

  // Ask Python one thing about the text; the answer replaces what was shown.
  async ask(name, ...more) {
    if (this.busy) return;
    this.working(true);
    try {
      await this.load();
      if (!this.engine.isReady) this.wait();
      await this.engine.ready;
      this.began(); // until then the reader has what was there before
      this.out.replaceChildren();
      this.say(WORDS.working);
      this.begins(true);
      const began = this.since;
      const earlier = this.earlier();
      const args = {
        run: [earlier, this.text], play: [this.text, ...more, earlier],
        replay: [this.text, ...more, earlier],
      }[name] ?? [this.text, earlier];
      if (name === "play" && !more.length) args.splice(1, 0, null, null);
      const answer = await this.engine.ask(name, args);
      this.show(name, answer);
      const over = answer.ended ? WORDS.ended : WORDS.over;
      this.say(`${over}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
      if (this.next) this.next.hidden = false;
      this.reach();
    } catch (error) {
      this.say(error instanceof Stopped ? WORDS.stopped : WORDS.failed);
    } finally {
      this.begins(false);
      this.working(false);
    }
  }

  // An answer that begins below what is in sight is brought there, under what was pressed.
  reach() {
    if (this.out.getBoundingClientRect().top < innerHeight * LOW) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.out.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  show(name, answer) {
    if (answer.schedule) this.schedule = answer.schedule;
    const acted = (state, data) => { this.schedule = state.schedule; this.acted(state, data); };
    if (name === "play" && !answer.error) showBoard(this.out, this.engine, answer, acted);
    else showOutputs(this.out, this.engine, answer.outputs ?? (answer.html ? [answer] : []), acted);
    if (answer.error) make("pre", "tl-error", this.out, answer.error);
    if (name === "run" && !this.out.childNodes.length) make("p", "tl-note", this.out, WORDS.nothing);
  }

  // A search ends with what it has found so far; anything else, and a second time, at once.
  stop() {
    if (!this.ending && this.engine?.enough()) {
      this.say(WORDS.ending);
      this.ending = setTimeout(() => this.engine.stop(), ENDS_MS);
      return;
    }
    this.engine?.stop();
  }

  reset() {
    if (this.busy) this.engine?.stop();
    this.editor.text = this.original;
    this.out.replaceChildren();
    this.say("");
  }

  // Copy a link that opens this program, with the schedule that was seen last, on a page of its own.
  async share() {
    let program = this.text;
    if (this.earlier().length) {
      const answer = await this.engine.ask("whole", [program, this.earlier()]).catch(() => ({}));
      program = answer.source ?? program;
    }
    const link = new URL(this.own);
    link.hash = `p=${await packed({ program, schedule: this.schedule })}`;
    this.link = link.href;
    try {
      await navigator.clipboard.writeText(link.href);
      this.say(WORDS.copied);
    } catch { /* the link stands below, to be copied by hand */ }
    this.root.querySelector(".tl-link")?.remove();
    const place = make("p", "tl-link", null);
    const anchor = make("a", "", place, WORDS.shared);
    anchor.href = link.href;
    this.out.before(place);
  }
}
