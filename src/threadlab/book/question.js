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
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      seen.disconnect();
      tell({ kind: "chapters", name: root.dataset.tlChapter, read: true });
    });
    seen.observe(root);
  }
})();
