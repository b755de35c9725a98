// What the reader has done, kept in this browser: the shape is that of threadlab/progress.py.
//
//     {"version": 1, "predictions": {"two-kettles": {"right": true, "at": "2026-03-01"}},
//      "quizzes": …, "games": …, "exercises": …, "chapters": {"06": {"read": true, …}}, "last": "06"}
//
// A thing is in the table of its kind once it is done. Of a question the first answer counts.

const KEY = "threadlab";
const KINDS = ["predictions", "quizzes", "games", "exercises", "chapters"];
const START = "00"; // the page that leads to where the reader was
const CHAPTER = /(?:^|\/)(\d\d)-[\w-]+\.html$/;
const READ_AFTER = 10_000; // ms for which the quiz of a chapter is in view

const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Return what is done so far; what can't be read, or kept, counts as nothing. */
export function read() {
  const empty = { version: 1, last: "", aside: "", ...Object.fromEntries(KINDS.map((k) => [k, {}])) };
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (!isTable(found)) return empty;
    const kept = KINDS.filter((kind) => isTable(found[kind]));
    const last = typeof found.last === "string" ? found.last : "";
    return { ...empty, ...Object.fromEntries(kept.map((kind) => [kind, found[kind]])), last };
  } catch {
    return empty;
  }
}

function change(how) {
  const data = read();
  how(data);
  try {
    localStorage.setItem(KEY, JSON.stringify(data));
  } catch {
    return; // a browser that keeps nothing; the page works all the same
  }
  dispatchEvent(new CustomEvent("threadlab:progress"));
}

/** Note that a thing is done; of what is noted already nothing is lost. */
export function mark(kind, name, what = {}) {
  if (!KINDS.includes(kind)) throw new Error(`There is no progress of the kind ${kind}.`);
  change((data) => {
    const at = new Date().toLocaleDateString("sv"); // the reader's own date, as 2026-03-01
    data[kind][name] = { at, ...what, ...data[kind][name] };
    if (kind === "chapters" && name !== START) data.last = name;
  });
}

/** Note that a thing is not done after all. */
export function unmark(kind, name) {
  change((data) => delete data[kind][name]);
}

function make(tag, parent, text, attributes = {}) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent?.append(node);
  return node;
}

/** The chapters as the sidebar links to them: [number, title, link]. */
function chapters() {
  return [...document.querySelectorAll(".sidebar-tree a.reference")]
    .map((link) => [CHAPTER.exec(new URL(link.href).pathname)?.[1], link.textContent.trim(), link])
    .filter(([number]) => number);
}

/** Where to go on: the chapter that was open last, or the one after it if that is read. */
export function next(data, found) {
  const after = found.filter(([number]) => number >= data.last);
  if (!data.last || !after.length) return null;
  return data.chapters[after[0][0]]?.read && after.length > 1 ? after[1] : after[0];
}

function followQuestions() {
  for (const root of document.querySelectorAll("[data-tl-question]")) {
    const { kind, tlQuestion: name } = root.dataset;
    const opened = ({ target }) => {
      if (target.open && target.dataset.answer)
        mark(kind, name, { right: target.dataset.answer === "right" });
    };
    root.addEventListener("toggle", opened, true);
  }
}

function followReading() {
  const number = CHAPTER.exec(location.pathname)?.[1];
  if (!number) return;
  mark("chapters", number);
  for (const root of document.querySelectorAll("[data-tl-chapter]")) {
    let stays = null;
    const seen = new IntersectionObserver(([entry]) => {
      clearTimeout(stays);
      if (!entry.isIntersecting) return;
      stays = setTimeout(() => {
        seen.disconnect();
        mark("chapters", root.dataset.tlChapter, { read: true });
      }, READ_AFTER);
    });
    seen.observe(root);
  }
}

/** Ticks in the contents, and on the first page where the reader was. */
function show() {
  const data = read();
  const found = chapters();
  for (const [number, , link] of found) {
    const done = Boolean(data.chapters[number]?.read);
    if (link.classList.toggle("tl-read", done)) link.title = "read";
    else link.removeAttribute("title");
  }
  const to = next(data, found);
  for (const place of document.querySelectorAll("p.tl-continue")) {
    place.hidden = !to;
    if (!to) continue;
    place.replaceChildren("Continue where you were: ");
    make("a", place, to[1], { href: to[2].href });
  }
}

async function showTable(root) {
  const answer = await fetch(new URL("book.json", import.meta.url)).catch(() => null);
  if (!answer?.ok) return;
  const book = await answer.json();
  const kinds = ["predictions", "games", "quizzes"];
  const words = root.dataset;
  const draw = () => {
    const data = read();
    const open = root.querySelector("details")?.open ?? false;
    const to = next(data, book.map((chapter) => [chapter.number, chapter]));
    const link = (parent, { title, file }) => make("a", parent, title, { href: file });
    root.replaceChildren();
    const where = make("p", root);
    make("strong", where, to ? `${words.next} ` : words.begin);
    if (to) link(where, to[1]);
    const more = make("details", root);
    more.open = open;
    const whole = book.filter(({ number }) => data.chapters[number]?.read).length;
    make("summary", more, words.count.replace("{read}", whole).replace("{all}", book.length));
    const scrolled = make("div", more, undefined, { class: "tl-wide", tabindex: "0" });
    const table = make("table", scrolled);
    const head = make("tr", make("thead", table));
    for (const name of ["chapter", "read", ...kinds, "exercises"])
      make("th", head, words[name], { scope: "col" });
    const body = make("tbody", table);
    for (const chapter of book) {
      const row = make("tr", body);
      link(make("td", row), chapter);
      make("td", row, data.chapters[chapter.number]?.read ? "✓" : "");
      for (const kind of kinds) {
        const all = chapter.names[kind];
        const done = all.filter((name) => data[kind][name]).length;
        const tick = done === all.length ? "✓ " : "";
        make("td", row, all.length ? `${tick}${done} / ${all.length}` : "");
      }
      const cell = make("td", row);
      for (const name of chapter.names.exercises) {
        const number = name.split(":")[1];
        const done = Boolean(data.exercises[name]);
        const button = make("button", cell, done ? `✓ ${number}` : number, {
          type: "button",
          "aria-pressed": done,
          "aria-label": `${chapter.title}, ${words.exercises} ${number}`,
          "data-exercise": name,
        });
        button.addEventListener("click", () => {
          if (done) unmark("exercises", name);
          else mark("exercises", name);
          root.querySelector(`[data-exercise="${name}"]`).focus();
        });
      }
    }
  };
  draw();
  addEventListener("threadlab:progress", draw);
}

if (typeof document !== "undefined") {
  followQuestions();
  followReading();
  show();
  addEventListener("threadlab:progress", show);
  addEventListener("storage", show); // another tab of the same reader
  document.querySelectorAll("[data-tl-progress]").forEach(showTable);
}
