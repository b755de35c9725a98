/* How each task of a notebook stands: asked of the server, set in the colours of the lab. */

import { reachable } from "./spoken.js";

const SIGNS = {
  passed: "✓", failed: "✗", late: "✗", unrun: "✗", waits: "○", open: "○", read: "✎", hidden: "◌",
};
const STYLE = `
.tl-checklist{padding:12px 16px;overflow:auto;color:var(--jp-ui-font-color1);
background:var(--jp-layout-color1);font-family:var(--jp-ui-font-family);font-size:14px;
line-height:1.45;min-width:240px;container-type:inline-size}
.tl-checklist h2{font-size:16px;margin:0 0 2px}
.tl-checklist .tl-sum{margin:0 0 10px;color:var(--jp-ui-font-color2)}
.tl-checklist .tl-bar{display:flex;gap:8px;align-items:center;margin:0 0 12px;min-height:30px}
.tl-checklist button{font:inherit;color:inherit;cursor:pointer;padding:3px 12px;border-radius:3px;
background:var(--jp-layout-color2);border:1px solid var(--jp-border-color1)}
.tl-checklist button:hover{background:var(--jp-layout-color3)}
.tl-checklist button:focus-visible,.tl-checklist summary:focus-visible
{outline:2px solid var(--jp-brand-color1);outline-offset:1px}
.tl-checklist ul{list-style:none;margin:0;padding:0}
.tl-checklist li.tl-task{border-top:1px solid var(--jp-border-color2);padding:7px 0}
.tl-checklist .tl-head{display:flex;gap:8px;align-items:flex-start}
.tl-checklist .tl-head .tl-title{flex:1;min-width:0;overflow-wrap:anywhere}
.tl-checklist .tl-title button{all:unset;cursor:pointer;font-weight:600}
.tl-checklist .tl-title button:hover{text-decoration:underline}
.tl-checklist .tl-title button:focus-visible{outline:2px solid var(--jp-brand-color1)}
.tl-checklist .tl-points,.tl-checklist .tl-state{color:var(--jp-ui-font-color2);
white-space:nowrap;font-size:13px}
.tl-checklist .tl-state{white-space:normal;text-align:right}
.tl-checklist .tl-sign{width:1.1em;font-weight:700;text-align:center;flex:none}
.tl-checklist .tl-passed>.tl-sign,.tl-checklist .tl-passed .tl-head>.tl-sign
{color:var(--jp-success-color0,#1a7f37)}
.tl-checklist .tl-failed>.tl-sign,.tl-checklist .tl-late>.tl-sign,.tl-checklist .tl-unrun>.tl-sign
{color:var(--jp-error-color0,#b3261e)}
[data-jp-theme-light=false] .tl-checklist .tl-sign{--jp-success-color0:var(--jp-success-color2);
--jp-error-color0:var(--jp-error-color2)}
.tl-checklist .tl-test{display:flex;gap:8px;margin:6px 0 0 22px}
.tl-checklist .tl-test>.tl-said{flex:1;min-width:0}
.tl-checklist .tl-message{white-space:pre-wrap;overflow-wrap:anywhere}
.tl-checklist .tl-unreadable{border-left:6px solid var(--jp-error-color1);padding:2px 10px;
margin:0 0 10px}
.tl-checklist .tl-note{border-left:6px solid var(--jp-warn-color1);padding:2px 10px;margin:0 0 10px}
.tl-checklist pre{font-family:var(--jp-code-font-family);font-size:13px;margin:4px 0;
white-space:pre-wrap;overflow-wrap:anywhere}
.tl-checklist pre.tl-caret{white-space:pre;overflow-x:auto}
.tl-checklist details{margin:4px 0}
.tl-checklist summary{cursor:pointer;color:var(--jp-content-link-color)}
.tl-checklist table.tl-told{border-collapse:collapse;font-size:13px;margin:4px 0;width:100%}
.tl-checklist .tl-told td{vertical-align:top;padding:2px 8px 2px 0;text-align:left;
border-top:1px solid var(--jp-border-color3);overflow-wrap:anywhere}
.tl-checklist .tl-told code{font-family:var(--jp-code-font-family);font-size:12px;
color:var(--jp-ui-font-color2);white-space:pre-wrap}
.tl-checklist .tl-told td:nth-child(2){overflow-wrap:break-word}
.tl-checklist .tl-told td:first-child{font-weight:600;white-space:nowrap}
@container (max-width:380px){
.tl-checklist .tl-head{flex-wrap:wrap;row-gap:0}
.tl-checklist .tl-head .tl-title{flex-basis:calc(100% - 1.1em - 8px)}
.tl-checklist .tl-head .tl-state{margin-left:calc(1.1em + 8px);text-align:left}
.tl-checklist .tl-test{margin-left:0}
.tl-checklist .tl-told tr{display:block;border-top:1px solid var(--jp-border-color3)}
.tl-checklist .tl-told td{border-top:0}
.tl-checklist .tl-told td:nth-child(3){display:block}
}
`;

const made = (tag, className = "", text = "") => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
};

const filled = (sentence, values) =>
  (sentence ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** What was drawn for a notebook, with scripts that run: those set by innerHTML don't. */
const live = (html) => {
  const fragment = document.createRange().createContextualFragment(html);
  const player = fragment.querySelector("[data-tl-player]");
  const script = fragment.querySelector("script");
  return [player, script].filter(Boolean);
};

export class Checklist {
  constructor(node, lab, { goTo, title }) {
    this.node = node;
    this.lab = lab;
    this.goTo = goTo;
    this.setTitle = title;
    this.words = {};
    this.again = () => {};
    this.stopper = null;
    node.classList.add("tl-checklist");
    node.tabIndex = -1;
    node.append(made("style", "", STYLE));
    this.heading = node.appendChild(made("h2"));
    this.sum = node.appendChild(made("p", "tl-sum"));
    this.sum.setAttribute("aria-live", "polite");
    const bar = node.appendChild(made("div", "tl-bar"));
    this.button = bar.appendChild(made("button"));
    this.button.type = "button";
    this.button.onclick = () => (this.stopper ? this.stop() : this.again());
    this.body = node.appendChild(made("div"));
  }

  stop() {
    this.stopper?.abort();
  }

  /** Show no list: it would be that of another text than the one on the screen. */
  unsaved() {
    this.stop();
    this.sum.textContent = "The notebook could not be saved, so it was not validated.";
    this.button.textContent = this.words.again ?? "Validate";
    this.body.replaceChildren();
  }

  async run(path) {
    this.stop();
    const stopper = (this.stopper = new AbortController());
    const name = path.split("/").pop().replace(/\.ipynb$/, "");
    this.setTitle(name);
    this.heading.textContent = name;
    this.sum.textContent = "…";
    this.button.textContent = "Stop";
    this.body.style.opacity = 0.4;
    try {
      await this.read(path, stopper);
    } catch (error) {
      if (this.stopper === stopper)
        this.sum.textContent = stopper.signal.aborted ? this.words.stopped ?? "" : String(error);
    } finally {
      if (this.stopper === stopper) this.ended();
    }
  }

  ended() {
    this.stopper = null;
    this.button.textContent = this.words.again ?? "Validate";
    this.body.style.opacity = 1;
  }

  /** Ask the server, which answers with a line of JSON before each cell, and the list at last. */
  async read(path, stopper) {
    const { ServerConnection } = this.lab["@jupyterlab/services"];
    const { URLExt } = this.lab["@jupyterlab/coreutils"];
    const settings = ServerConnection.makeSettings();
    const answer = await ServerConnection.makeRequest(
      URLExt.join(settings.baseUrl, "threadlab", "validate"),
      { method: "POST", body: JSON.stringify({ path }), signal: stopper.signal },
      settings,
    );
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? "" : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop();
      for (const line of lines) if (line) this.take(JSON.parse(line));
      if (done) return;
    }
  }

  take(message) {
    if (message.words) {
      this.words = message.words;
      this.button.textContent = this.words.stop;
    } else if (message.number) {
      this.sum.textContent = filled(this.words.running, message);
    } else if (message.error) {
      this.sum.textContent = message.error;
      this.body.replaceChildren();
    } else {
      this.show(message);
      this.ended(); // though its kernel takes a while to go
    }
  }

  show(found) {
    this.sum.textContent = found.summary;
    const list = made("ul");
    for (const task of found.tasks) list.append(this.task(task));
    const before = [
      ...found.unreadable.map((cell) => this.unreadable(cell)),
      ...found.notes.map((note) => made("div", "tl-note", note)),
    ];
    this.body.replaceChildren(...before, list);
  }

  unreadable(cell) {
    const box = made("div", "tl-unreadable");
    const words = filled(this.words.unread, { ...cell, cell: cell.name });
    box.append(this.link(words, cell.place));
    box.append(made("pre", "tl-caret", cell.caret ? `${cell.source}\n${cell.caret}` : cell.source));
    if (cell.hint) box.append(made("div", "", cell.hint));
    return box;
  }

  link(words, place) {
    const title = made("span", "tl-title");
    const button = title.appendChild(made("button", "", words));
    button.type = "button";
    button.title = this.words.go;
    button.onclick = () => this.goTo(place);
    return title;
  }

  task(task) {
    const item = made("li", `tl-task tl-${task.state}`);
    const head = item.appendChild(made("div", "tl-head"));
    head.classList.add(`tl-${task.state}`);
    head.append(made("span", "tl-sign", SIGNS[task.state]));
    head.append(this.link(task.title, task.cell));
    const state = [this.words[task.state], task.note].filter(Boolean).join("; ");
    head.append(made("span", "tl-state", state));
    const points = task.points === 1 ? this.words.points_one : this.words.points;
    head.append(made("span", "tl-points", filled(points, { points: task.points })));
    if (!["passed", "open", "read", "hidden"].includes(task.state))
      for (const test of task.tests)
        if (!["passed", "read", "hidden"].includes(test.state)) item.append(this.test(test));
    return item;
  }

  test(test) {
    const row = made("div", `tl-test tl-${test.state}`);
    row.append(made("span", "tl-sign", SIGNS[test.state]));
    const said = row.appendChild(made("div", "tl-said"));
    said.append(made("div", "tl-message", test.message || this.words[test.state]));
    if (test.told) {
      if (test.told.rows.length) said.append(this.folded(this.words.story, () => [told(test.told)]));
      if (test.told.html.includes("data-tl-player"))
        said.append(this.folded(this.words.show, () => live(test.told.html)));
    } else if (test.detail) {
      said.append(this.folded(this.words.more, () => [made("pre", "", test.detail)]));
    }
    return row;
  }

  folded(words, make) {
    const details = made("details");
    details.append(made("summary", "", words));
    const open = () => {
      details.append(...make());
      requestAnimationFrame(() => reachable(details)); // once it is known how wide they are
    };
    details.addEventListener("toggle", open, { once: true });
    return details;
  }
}

const told = ({ rows }) => {
  const table = made("table", "tl-told");
  for (const [thread, place, source, words] of rows) {
    const line = table.insertRow();
    if (!thread) {
      const cell = line.insertCell();
      cell.colSpan = 3;
      cell.textContent = `… ${words} …`;
      continue;
    }
    line.insertCell().textContent = thread;
    line.insertCell().textContent = place;
    const cell = line.insertCell();
    cell.append(made("code", "", source), made("div", "", words));
  }
  return table;
};
