(async () => {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  if (!config.threadlabProgress) return;
  const address = `${config.baseUrl}threadlab/progress`;
  const cookie = Object.fromEntries(document.cookie.split("; ").map((one) => one.split("=")));
  const tell = (what) => fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-XSRFToken": cookie._xsrf ?? "" },
    body: JSON.stringify(what),
  });
  const make = (tag, parent, text) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    parent?.append(node);
    return node;
  };
  const link = (parent, { title, file }) => {
    const node = make("a", parent, title);
    node.href = `${config.baseUrl}lab/tree/notebooks/${file}`;
    node.dataset.commandlinkerCommand = "docmanager:open";
    node.dataset.commandlinkerArgs = JSON.stringify({ path: `notebooks/${file}` });
  };
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const found = await answer.json();
  const kinds = ["predictions", "games", "quizzes"];
  for (const root of document.querySelectorAll("[data-tl-progress]:not([data-live])")) {
    root.dataset.live = "";
    root.replaceChildren();
    const words = root.dataset;
    if (found.note) make("p", root, found.note);
    const where = make("p", root);
    where.className = "tl-continue";
    make("strong", where, found.next ? `${words.next} ` : words.begin);
    if (found.next) link(where, found.next);
    const more = make("details", root);
    const whole = found.chapters.filter((chapter) => chapter.read).length;
    const sum = words.count.replace("{read}", whole).replace("{all}", found.chapters.length);
    make("summary", more, sum);
    const table = make("table", more);
    const head = make("tr", make("thead", table));
    for (const name of ["chapter", "read", ...kinds, "exercises"])
      make("th", head, words[name]).scope = "col";
    const body = make("tbody", table);
    for (const chapter of found.chapters) {
      const row = make("tr", body);
      link(make("td", row), chapter);
      make("td", row, chapter.read ? "✓" : "");
      for (const kind of kinds) {
        const [done, all] = chapter.counts[kind];
        make("td", row, all ? `${done === all ? "✓ " : ""}${done} / ${all}` : "");
      }
      const cell = make("td", row);
      for (const [name, done] of chapter.exercises) {
        const number = name.split(":")[1];
        const button = make("button", cell, number);
        button.type = "button";
        button.setAttribute("aria-label", `${chapter.title}, ${words.exercises} ${number}`);
        const show = (is) => {
          button.setAttribute("aria-pressed", String(is));
          button.textContent = is ? `✓ ${number}` : number;
        };
        show(done);
        button.addEventListener("click", () => {
          const is = button.getAttribute("aria-pressed") !== "true";
          tell({ kind: "exercises", name, done: is }).then((ok) => ok.ok && show(is));
        });
      }
    }
  }
})();
