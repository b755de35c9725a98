// The scheduler's game: a map of levels; each is first broken by hand, then repaired and proved.
// The map is there at once; Python comes with the first game, and stays for all the others.

import { button, coming, make, put, stored, style } from "./page.mjs";
import { mark, read } from "./progress.mjs";

const WORDS = {
  map: "Levels", level: (number, all) => `Level ${number} of ${all}`,
  stars: (count) => `${count} of 3 stars`, play: "Play", again: "Play it again",
  breakIt: "Break it", repairIt: "Repair and prove it", first: "Break it first.",
  task: "Your task:", hint: "Hint", loading: "Python is coming, once for all levels",
  starting: "Python is starting",
  tried: (count) => `${count.toLocaleString("en")} so far.`, setting: "The board is being set …", working: "Every schedule is being tried …",
  failed: "Python could not be loaded. Is there a connection? Then try again.",
  stopped: "Stopped.", won: "Broken!", learned: "What it shows:",
  atPar: "With as few switches as it takes: the second star is yours.",
  overPar: (switches, par) => `${switches} switches. It can be done with ${par}: restart (R), and the ` +
    "second star is yours.",
  toRepair: "Now repair it", next: "Next level", proved: "Proved!",
  last: "That was the last level.", all: "All levels broken, repaired and proved. The scheduler has nothing left.",
  prove: "Prove it", stop: "Stop", reset: "As it was", editor: "The program, to be repaired",
  help: "Tab indents. To leave the editor, press Escape and then Tab. Ctrl-Enter proves.",
  below: "This stays below it, and is proved with it:", from: "runs", keys: "Keys: 0, 1, 2 … for a " +
    "thread, U undo, R restart, H hint; after a win E to repair, N for the next level.",
};
const DRAFTS = "threadlab-repairs"; // what was written so far, by level
const STARS = ["won", "par", "proved"];
const CONFETTI = 28;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const drafts = () => stored(DRAFTS, (text) => typeof text === "string");

function draft(name, text) {
  try {
    localStorage.setItem(DRAFTS, JSON.stringify({ ...drafts(), [name]: text }));
  } catch { /* a browser that keeps nothing */ }
}

// Which stars a level has: won, with few switches, repaired and proved.
export function starsOf(name, games = read().games) {
  const kept = games[`level:${name}`];
  return { won: Boolean(kept), par: Boolean(kept?.par), proved: Boolean(kept?.proved) };
}

const row = (stars) => STARS.map((name) => (stars[name] ? "★" : "☆")).join("");
const count = (stars) => STARS.filter((name) => stars[name]).length;

function celebrate(at) {
  if (calm()) return;
  const sky = make("div", "tl-confetti", at);
  sky.setAttribute("aria-hidden", "true");
  for (let number = 0; number < CONFETTI; number++) {
    const piece = make("i", "", sky);
    piece.style.setProperty("--x", `${((number * 37) % 100) - 50}`);
    piece.style.setProperty("--turn", `${number * 67}deg`);
    piece.style.setProperty("--late", `${(number % 5) * 40}ms`);
    piece.style.setProperty("--hue", ["#0072b2", "#e69f00", "#009e73", "#cc79a7"][number % 4]);
  }
  setTimeout(() => sky.remove(), 1600);
}

class Levels {
  constructor(root, levels) {
    this.root = root;
    this.levels = levels;
    this.engine = null;
    root.replaceChildren();
    const nav = make("nav", "tl-map", root);
    nav.setAttribute("aria-label", WORDS.map);
    this.list = make("ol", "", nav);
    this.links = new Map(levels.map((level) => [level.name, this.link(level)]));
    this.stage = make("section", "tl-stage", root);
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.draw();
    addEventListener("hashchange", () => this.open(this.named()));
    addEventListener("threadlab:progress", () => this.draw());
    addEventListener("storage", () => this.draw());
    this.open(this.named() ?? this.unfinished() ?? levels[0]);
  }

  link(level) {
    const link = make("a", "tl-level", make("li", "", this.list));
    link.href = `#${level.name}`;
    link.title = level.title;
    make("b", "", link, String(level.number));
    make("span", "tl-stars", link).setAttribute("aria-hidden", "true");
    return link;
  }

  named() { return this.levels.find(({ name }) => name === location.hash.slice(1)); }

  unfinished() { return this.levels.find(({ name }) => !starsOf(name).proved); }

  get after() { return this.levels[this.levels.indexOf(this.level) + 1]; }

  draw() {
    const { games } = read();
    for (const level of this.levels) {
      const stars = starsOf(level.name, games);
      const link = this.links.get(level.name);
      link.lastChild.textContent = row(stars);
      link.classList.toggle("tl-won-level", stars.won);
      link.classList.toggle("tl-whole-level", count(stars) === 3);
      link.setAttribute("aria-label", `${level.number}, ${level.title}: ${WORDS.stars(count(stars))}`);
      if (level === this.level) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (!this.tabs) return;
    const { won } = starsOf(this.level.name, games);
    this.tabs.repair.disabled = !won;
    this.tabs.repair.title = won ? "" : WORDS.first;
  }

  // Show a level, with the focus on its heading unless the page has just been loaded.
  open(level) {
    if (!level || level === this.level) return;
    const first = !this.level;
    this.level = level;
    const { stage } = this;
    stage.replaceChildren();
    make("p", "tl-place", stage, WORDS.level(level.number, this.levels.length));
    this.heading = make("h2", "", stage, level.title);
    this.heading.tabIndex = -1;
    make("p", "tl-story", stage, level.story);
    const tabs = make("div", "tl-tabs", stage);
    tabs.setAttribute("role", "group");
    this.tabs = {
      play: button("", tabs, `1 · ${WORDS.breakIt}`, () => this.play()),
      repair: button("", tabs, `2 · ${WORDS.repairIt}`, () => this.repair()),
    };
    this.place = make("div", "tl-part", stage);
    this.draw();
    const link = this.links.get(level.name);
    this.list.scrollLeft = link.offsetLeft - this.list.offsetLeft - this.list.clientWidth / 2;
    this.preview();
    if (first) return;
    this.heading.focus({ preventScroll: true });
    this.scroll(stage, "start");
    if (this.engine?.isReady) this.play(true);
  }

  scroll(node, block) {
    node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  }

  part(name) {
    this.at = name;
    for (const [key, tab] of Object.entries(this.tabs))
      tab.setAttribute("aria-pressed", String(key === name));
    this.place.replaceChildren();
    this.won = null;
    return this.place;
  }

  task(parent, words) {
    const task = make("p", "tl-level-task", parent);
    make("strong", "", task, `${WORDS.task} `);
    task.append(words);
  }

  // The program as it is, before Python is asked for.
  preview() {
    const place = this.part("play");
    this.task(place, this.level.words);
    this.status = make("p", "tl-said", null);
    const start = button("tl-start", place, starsOf(this.level.name).won ? WORDS.again : WORDS.play,
      () => this.play());
    start.setAttribute("aria-keyshortcuts", "P");
    place.append(this.status);
    this.status.setAttribute("role", "status");
    this.bar = make("progress", "tl-progress-bar", place);
    this.bar.hidden = true;
    this.bar.setAttribute("aria-label", WORDS.loading);
    this.listing(place, `${this.level.program}\n\n${this.level.scene}`);
    make("p", "tl-keys", place, WORDS.keys);
  }

  // A program to be read, with the numbers that its lines have for Python.
  listing(parent, source) {
    const listing = make("pre", "tl-listing", parent);
    listing.tabIndex = 0;
    for (const line of source.split("\n")) make("span", "", listing, `${line}\n`);
    return listing;
  }

  // Python, asked for once; what comes of it is told in the part that is shown.
  async python() {
    const { Engine } = await import("./engine.mjs");
    this.engine ??= await Engine.get();
    if (!this.engine.isReady) {
      this.bar.hidden = false;
      this.say(`${WORDS.loading}.`);
      const { bar } = this;
      const off = this.engine.on("progress", (part) => {
        bar.value = part;
        this.say(coming(WORDS, part));
      });
      try {
        await this.engine.ready;
      } finally {
        off();
        bar.hidden = true;
      }
      import("./kept.mjs").then(({ keep }) => keep(), () => {});
    }
    return this.engine;
  }

  // Python begins to start while the story is read, where it need not be loaded.
  async early() {
    const { isKept } = await import("./kept.mjs");
    if (!(await isKept())) return;
    const { Engine } = await import("./engine.mjs");
    this.engine ??= await Engine.get();
  }

  say(words) { if (this.status.textContent !== words) this.status.textContent = words; }

  // Ask Python; null where there is no answer, which has been said, or another part is shown by now.
  async ask(name, args, words) {
    const { place, level } = this;
    const here = this.ticket = {};
    let off = () => {};
    try {
      const engine = await this.python();
      if (this.ticket !== here) return null;
      this.say(words);
      off = engine.on("tried", (tried) => {
        if (this.ticket === here) this.say(`${words} ${WORDS.tried(tried)}`);
      });
      const answer = await engine.ask(name, args);
      if (this.ticket !== here || level !== this.level || place !== this.place) return null;
      this.say(answer.error ?? "");
      return answer.error ? null : answer;
    } catch (error) {
      if (this.ticket === here) this.say(error?.constructor?.name === "Stopped" ? WORDS.stopped : WORDS.failed);
      return null;
    } finally {
      off();
    }
  }

  // With `told` false the story has been read, and the board moves to the top of a phone.
  async play(told = false) {
    if (this.at !== "play" || this.board) this.preview();
    this.board = null;
    const { level } = this;
    const source = `${level.program}\n\n${level.scene}`;
    const data = await this.ask("play", [source, level.goal, level.words], WORDS.setting);
    if (!data) return;
    const { showBoard } = await import("./shown.mjs");
    const place = this.part("play");
    this.board = showBoard(place, this.engine, data, (state) => this.acted(state));
    // A win is told under the buttons, which stay where they are; what moves is the program below.
    this.won = make("div", "tl-won");
    this.won.setAttribute("role", "status");
    this.board.querySelector(".tl-status").after(this.won);
    this.fold(place, level.hint);
    this.board.querySelector(".tl-game").focus({ preventScroll: true });
    if (!told && matchMedia("(max-width: 600px)").matches) this.scroll(this.tabs.play.parentNode, "start");
  }

  fold(parent, words) {
    const fold = make("details", "tl-hint", parent);
    make("summary", "", fold, WORDS.hint);
    make("p", "", fold, words);
  }

  acted(state) {
    if (!state.met) {
      this.won?.replaceChildren();
      return;
    }
    if (this.won.childNodes.length) return;
    const { level } = this;
    const atPar = level.par === null || state.switches <= level.par;
    mark("games", `level:${level.name}`, atPar ? { par: true } : {});
    celebrate(this.won);
    make("p", "tl-cheer", this.won, `${WORDS.won} ${row(starsOf(level.name))}`);
    make("p", "", this.won, atPar ? WORDS.atPar : WORDS.overPar(state.switches, level.par));
    const lesson = make("p", "", this.won);
    make("strong", "", lesson, `${WORDS.learned} `);
    marked(lesson, level.lesson);
    this.onwards(this.won, true);
    this.scroll(this.won, "nearest");
  }

  onwards(parent, toRepair) {
    const bar = make("div", "tl-bar", parent);
    const add = (words, key, act) => {
      const node = button("", bar, words, act);
      node.setAttribute("aria-keyshortcuts", key);
      make("kbd", "", node, key).setAttribute("aria-hidden", "true");
      return node;
    };
    if (toRepair) add(WORDS.toRepair, "E", () => this.repair()).classList.add("tl-first");
    if (this.after) {
      const next = add(WORDS.next, "N", () => this.next());
      if (!toRepair) next.classList.add("tl-first");
      return next;
    }
    return make("p", "", parent, this.unfinished() ? WORDS.last : WORDS.all);
  }

  next() { if (this.after) location.hash = this.after.name; }

  async repair() {
    const { level } = this;
    if (this.at === "repair" || !starsOf(level.name).won) return;
    const place = this.part("repair");
    this.board = null;
    this.ticket = {};
    this.task(place, level.repair.task);
    const bench = make("div", "tl-bench", place);
    const field = make("div", "tl-editor", bench);
    make("p", "tl-below", bench, WORDS.below);
    const below = this.listing(bench, level.after);
    const bar = make("div", "tl-bar", bench);
    this.proving = button("tl-first", bar, WORDS.prove, () => this.prove());
    this.stopping = button("tl-stop", bar, WORDS.stop, () => this.engine?.stop());
    this.stopping.disabled = true;
    button("", bar, WORDS.reset, () => { this.editor.text = level.program; this.editor.offer(); });
    this.status = make("span", "tl-said", bar);
    this.status.setAttribute("role", "status");
    this.bar = make("progress", "tl-progress-bar", bar);
    this.bar.hidden = true;
    this.answer = make("div", "tl-answer", bench);
    this.answer.setAttribute("role", "status");
    this.won = make("div", "tl-won", place);
    this.fold(place, level.repair.hint);
    let edit;
    try {
      ({ edit } = await import("./editor.mjs"));
    } catch {
      this.say(WORDS.failed);
      return;
    }
    if (this.level !== level || this.at !== "repair") return;
    const number = () => {
      const lines = (this.editor?.text ?? level.program).trimEnd().split("\n").length;
      below.style.setProperty("--first", String(lines + 1)); // an empty line stands between
    };
    this.editor = edit(field, {
      text: drafts()[level.name] ?? level.program, label: WORDS.editor, help: WORDS.help,
      run: () => this.prove(), changed: () => { draft(level.name, this.editor.text); number(); },
    });
    number();
    this.editor.offer();
  }

  async prove() {
    if (this.proving.disabled) return;
    const { level, answer, won, proving, stopping } = this;
    proving.disabled = true;
    stopping.disabled = false;
    answer.replaceChildren();
    won.replaceChildren();
    const judged = await this.ask("repair", [level.name, this.editor.text], WORDS.working);
    proving.disabled = false;
    stopping.disabled = true;
    if (!judged) return;
    const good = judged.accepted;
    make("p", `tl-judged ${good ? "tl-holds" : "tl-fails"}`, answer, judged.words);
    if (!good) {
      put(make("div", "tl-live-output", answer), judged.html);
      return;
    }
    mark("games", `level:${level.name}`, { proved: true });
    celebrate(won);
    make("p", "tl-cheer", won, `${WORDS.proved} ${row(starsOf(level.name))}`);
    this.onwards(won, false).focus?.({ preventScroll: true });
    this.scroll(won, "nearest");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest(".cm-editor, input, textarea, select")) return;
    const key = event.key.toUpperCase();
    const has = Boolean(this.won?.childNodes.length);
    if (key === "N" && has && this.after) this.next();
    else if (key === "E" && has && this.at === "play") this.repair();
    else if (key === "P" && this.at === "play" && !this.board) this.play();
    else return;
    event.preventDefault();
  }
}

// Text in which `names` are code.
function marked(node, words) {
  words.split("`").forEach((part, number) => {
    if (number % 2) make("code", "", node, part);
    else node.append(part);
  });
}

async function begin(root) {
  if (!("Suspending" in WebAssembly)) return; // the sentence that stands there says what is needed
  style("live.css");
  style("game.css");
  const answer = await fetch(new URL("levels.json", import.meta.url)).catch(() => null);
  if (!answer?.ok) return;
  const game = new Levels(root, await answer.json());
  game.early().catch(() => {}); // it comes when it is asked for, then
}

const root = typeof document === "undefined" ? null : document.getElementById("tl-game");
if (root) begin(root);
