(() => {
  for (const root of document.querySelectorAll("[data-tl-player]:not([data-live])")) {
    root.dataset.live = "";
    const data = JSON.parse(root.dataset.tlPlayer);
    const all = (what) => [...root.querySelectorAll(what)];
    const rows = all("[data-step]");
    const last = rows.length;
    const controls = root.querySelector(".tl-controls");
    const words = controls.querySelector("[data-words]");
    const aloud = controls.querySelector(".tl-aloud"); // what the step does, for who can't see its row
    const cursor = root.querySelector(".tl-cursor");
    const xs = cursor ? cursor.dataset.x.split(" ").map(Number) : [];
    const play = controls.querySelector("[data-do=play]");
    let at = Math.min(1, last);
    let timer = null;
    const show = () => {
      aloud.textContent = "";
      for (const row of rows) {
        const step = Number(row.dataset.step);
        row.classList.toggle("tl-later", step > at);
        row.classList.toggle("tl-now", step === at && row.matches("tr"));
        if (step === at && row.matches("tr")) {
          const did = [...row.querySelectorAll(".tl-thread")].map((cell) => cell.innerText.trim());
          aloud.textContent = `: ${did.filter(Boolean).join(" ")}`;
          const box = row.closest(".tl-scroll");
          const [inner, outer] = [row, box].map((part) => part.getBoundingClientRect());
          if (inner.top < outer.top || inner.bottom > outer.bottom)
            box.scrollTop += inner.top - outer.top - box.clientHeight / 2;
        }
      }
      const places = at ? data[at - 1] : {};
      for (const line of all(".tl-source li")) {
        const here = Object.keys(places).filter((t) => t && places[t] === line.dataset.place);
        line.classList.toggle("tl-now", here.includes(places[""]));
        const marks = here.map((thread) => {
          const mark = document.createElement("b");
          mark.textContent = thread;
          mark.classList.toggle("tl-me", thread === places[""]);
          return mark;
        });
        line.querySelector(".tl-at").replaceChildren(...marks);
      }
      if (cursor) cursor.setAttribute("transform", `translate(${at ? xs[at - 1] : xs[0]} 0)`);
      if (cursor) cursor.setAttribute("visibility", at ? "visible" : "hidden");
      words.textContent = words.dataset.words.replace("{step}", at).replace("{count}", last);
      for (const name of ["first", "back"])
        controls.querySelector(`[data-do=${name}]`).disabled = at === 0;
      for (const name of ["next", "last"])
        controls.querySelector(`[data-do=${name}]`).disabled = at === last;
      play.textContent = timer ? "❚❚" : "▶";
    };
    const stop = () => { clearInterval(timer); timer = null; };
    const go = (step) => { at = Math.max(0, Math.min(last, step)); show(); };
    const actions = {
      first: () => { stop(); go(0); },
      back: () => { stop(); go(at - 1); },
      next: () => { stop(); go(at + 1); },
      last: () => { stop(); go(last); },
      play: () => {
        if (timer) { stop(); show(); return; }
        if (at === last) at = 0;
        timer = setInterval(() => {
          if (!root.isConnected || at >= last) { stop(); show(); } else go(at + 1);
        }, 900);
        go(at + 1);
      },
    };
    const keys = { ArrowRight: "next", ArrowLeft: "back", Home: "first", End: "last", " ": "play" };
    controls.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) actions[button.dataset.do]();
    });
    root.addEventListener("keydown", (event) => {
      const name = keys[event.key];
      if (!name || (event.key === " " && event.target.matches("button"))) return;
      event.preventDefault();
      event.stopPropagation();
      actions[name]();
    });
    controls.hidden = false;
    show();
  }
})();
