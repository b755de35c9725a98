// The board of a game. It is built once and then only filled in: a button never moves, and what has
// the focus keeps it. What may be pressed and what a press does is the kernel's to say.

const SILENT_MS = 4000;

const GONE = ["restarting", "autorestarting", "terminating", "dead"];

const make = (tag, look, parent, words) => {
  const node = document.createElement(tag);
  if (look) node.className = look;
  if (words) node.textContent = words;
  if (parent) parent.append(node);
  return node;
};

const press = (look, parent, words, act) => {
  const button = make("button", look, parent, words);
  button.type = "button";
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") act();
  });
  return button;
};

const able = (button, can) => button.setAttribute("aria-disabled", String(!can));

function build(model, el) {
  const words = model.get("words");
  const root = make("div", "tl-page tl-game", el);
  root.tabIndex = 0;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", words.label);
  root.dataset.lmSuppressShortcuts = "true";
  root.style.setProperty("--tl-rows", model.get("rows"));
  let silent = null;
  const die = () => {
    clearTimeout(silent);
    root.classList.add("tl-dead");
    for (const button of root.querySelectorAll(".tl-threads button, .tl-commands button"))
      able(button, false);
  };
  const kernel = model.widget_manager?.kernel;
  kernel?.statusChanged?.connect((_, status) => { if (GONE.includes(status)) die(); });
  kernel?.disposed?.connect(die);
  const send = (what) => {
    if (root.classList.contains("tl-dead")) return;
    clearTimeout(silent);
    silent = setTimeout(() => root.classList.add("tl-silent"), SILENT_MS);
    model.send(what);
  };
  const heard = () => {
    clearTimeout(silent);
    root.classList.remove("tl-silent");
  };

  const top = make("div", "tl-top", root);
  make("div", "tl-task", top, words.task);
  const score = make("div", "tl-score", top);
  make("div", "tl-note tl-bad tl-gone", root, words.gone).setAttribute("role", "alert");
  make("div", "tl-note tl-bad tl-no-answer", root, words.silent).setAttribute("role", "alert");

  const threads = make("div", "tl-threads", root);
  threads.setAttribute("role", "group");
  const buttons = new Map();
  const button_of = (thread) => {
    if (buttons.has(thread)) return buttons.get(thread);
    const number = buttons.size;
    const button = press("tl-go", threads, "", () => send({ do: "go", thread }));
    button.dataset.thread = thread;
    if (number < 10) make("kbd", "", button, String(number)).setAttribute("aria-hidden", "true");
    make("b", "", button, thread);
    button.append(" "); // what is seen is what is read aloud
    make("span", "", button);
    buttons.set(thread, button);
    return button;
  };

  const row = make("div", "tl-commands", root);
  const command = (name) => press("tl-command", row, words[name], () => send({ do: name }));
  const undo = command("undo");
  const reset = command("reset");
  const ask = command("hint");
  for (const [button, key] of [[undo, "U"], [reset, "R"], [ask, "H"]]) {
    make("kbd", "", button, key).setAttribute("aria-hidden", "true");
    button.setAttribute("aria-keyshortcuts", key);
  }
  ask.hidden = !model.get("asked");
  const by = make("span", "tl-by", row);
  by.setAttribute("role", "group");
  by.setAttribute("aria-label", words.click);
  make("span", "", by, words.click);
  const steps = [["by_statement", true], ["by_operation", false]].map(([name, value]) => [
    press("tl-command", by, words[name], () => send({ do: "by", statement: value })),
    value,
  ]);

  const status = make("div", "tl-status", root);
  status.setAttribute("role", "status");
  const last = make("div", "tl-said", status);
  const verdict = make("div", "tl-verdict", status);

  const parts = make("div", "tl-board", root);
  const region = (look, label) => {
    const node = make("div", look, parts);
    node.tabIndex = 0;
    node.setAttribute("role", "region");
    node.setAttribute("aria-label", label);
    return node;
  };
  const program = region("tl-code-side", words.program);
  const right = make("div", "tl-right", parts);
  const chips = make("div", "tl-chips", right);
  const trace = region("tl-scroll", words.trace);
  right.append(trace);
  const output = make("pre", "tl-output", right);
  output.setAttribute("role", "region");
  output.setAttribute("aria-label", words.output);

  const line = make("div", "tl-schedule", root);
  make("span", "", line, words.replay);
  const code = make("code", "");
  code.setAttribute("role", "group");
  code.setAttribute("aria-label", words.replay);
  // One that is wider than its place is scrolled by keys, so it is a stop for Tab.
  const fit = () => {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    else if (document.activeElement !== code) code.removeAttribute("tabindex");
  };
  const copy = press("tl-command", line, words.copy, async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    copy.textContent = words.copied;
    setTimeout(() => { copy.textContent = words.copy; }, 1500);
  });
  line.append(code);
  const wide = new ResizeObserver(fit);
  wide.observe(code);

  const set = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const show = () => {
    const now = model.get("state");
    heard();
    set(score, now.score);
    for (const { thread, words: does, ready, name } of now.threads) {
      const button = button_of(thread);
      able(button, ready);
      set(button.lastChild, does);
      button.title = `${name}: ${does}`;
      button.classList.toggle("tl-hinted", thread === now.hinted);
    }
    able(undo, now.moves > 0);
    able(reset, now.moves > 0);
    for (const [button, value] of steps) {
      button.setAttribute("aria-pressed", String(value === now.by_statement));
      button.classList.toggle("tl-hinted", now.finer && !value); // to be pressed before the thread
    }
    set(last, now.last);
    set(verdict, now.verdict);
    verdict.className = `tl-verdict tl-${now.look}`;
    chips.replaceChildren(...now.variables.map(([name, value]) => {
      const chip = make("span", "tl-chip", null, `${name} = `);
      make("b", "", chip, value);
      chip.title = chip.textContent;
      return chip;
    }));
    program.innerHTML = now.program;
    for (const list of program.querySelectorAll("ol")) list.removeAttribute("tabindex");
    for (const item of program.querySelectorAll("li"))
      item.classList.toggle("tl-now", [...item.querySelectorAll(".tl-at b")]
        .some((mark) => mark.textContent === now.thread));
    const here = program.querySelector("li.tl-now");
    if (here) {
      const [inner, outer] = [here, program].map((part) => part.getBoundingClientRect());
      if (inner.top < outer.top || inner.bottom > outer.bottom)
        program.scrollTop += inner.top - outer.top - program.clientHeight / 2;
    }
    trace.innerHTML = now.table;
    trace.scrollTop = trace.scrollHeight;
    set(output, now.output);
    output.tabIndex = now.output ? 0 : -1;
    output.scrollTop = output.scrollHeight;
    set(code, now.replay);
    code.title = now.replay;
    fit();
  };

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toUpperCase();
    const button = { U: undo, R: reset, H: ask }[key] ??
      (/^[0-9]$/.test(key) ? [...buttons.values()][Number(key)] : undefined);
    if (!button || button.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    button.click();
  });
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    wide.disconnect();
  };
}

export default { render: ({ model, el }) => build(model, el) };
