(() => {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  if (!config.threadlabProgress) return;
  const tell = (what) => {
    const cookie = Object.fromEntries(document.cookie.split("; ").map((one) => one.split("=")));
    fetch(`${config.baseUrl}threadlab/progress`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-XSRFToken": cookie._xsrf ?? "" },
      body: JSON.stringify(what),
    }).catch(() => {});
  };
  for (const root of document.querySelectorAll("[data-tl-question]:not([data-live])")) {
    root.dataset.live = "";
    const { kind, tlQuestion: name } = root.dataset;
    root.addEventListener("toggle", ({ target }) => {
      if (target.open && target.dataset.answer)
        tell({ kind, name, right: target.dataset.answer === "right" });
    }, true);
  }
  for (const root of document.querySelectorAll("[data-tl-chapter]:not([data-live])")) {
    root.dataset.live = "";
    let stays = null; // whoever only runs all cells comes by here, too
    const seen = new IntersectionObserver(([entry]) => {
      clearTimeout(stays);
      if (!entry.isIntersecting) return;
      stays = setTimeout(() => {
        seen.disconnect();
        if (root.isConnected)
          tell({ kind: "chapters", name: root.dataset.tlChapter, read: true });
      }, 10000);
    });
    seen.observe(root);
  }
})();
