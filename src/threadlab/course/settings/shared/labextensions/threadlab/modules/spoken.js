/* What a notebook says where JupyterLab has no words of its own: to a screen reader, the words of a
   chart, the names of a cell's editor and of the button that folds a section; to everybody, what to
   do about controls without a kernel. */

const wordsOf = (cell, node) => {
  const area = cell.outputArea;
  const at = area?.widgets.findIndex((output) => output.node.contains(node)) ?? -1;
  const words = at < 0 ? undefined : area.model.get(at).data["text/plain"];
  return (Array.isArray(words) ? words.join("") : words) ?? "";
};

/** Let keys scroll the pictures and stories that are wider than their place. */
export const reachable = (node) => {
  for (const box of node.querySelectorAll(':is(div, pre)[style*="overflow-x"]:not([tabindex])')) {
    if (box.scrollWidth <= box.clientWidth) continue;
    box.tabIndex = 0;
    const words = box.querySelector("svg")?.getAttribute("aria-label");
    if (!words) continue; // a story is text, which is read as it stands
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words);
  }
};

const name = (notebook) => {
  notebook.widgets.forEach((cell, i) => {
    cell.node.setAttribute("role", "article"); // as the parts of a feed are
    reachable(cell.node);
    for (const image of cell.node.querySelectorAll(".jp-RenderedImage img:not([alt])"))
      image.alt = wordsOf(cell, image);
    for (const lost of cell.node.querySelectorAll(".jupyter-widgets.jp-OutputArea-output"))
      if (!lost.firstElementChild && lost.textContent.startsWith("Error displaying widget"))
        lost.textContent = wordsOf(cell, lost) || lost.textContent;
    for (const list of cell.node.querySelectorAll("ol.tl-source[tabindex]:not([aria-label])"))
      list.setAttribute("aria-label", "The program, line by line");
    for (const editor of cell.node.querySelectorAll(".cm-content:not([aria-label])"))
      editor.setAttribute("aria-label", `${cell.model.type} cell ${i + 1}`);
    for (const fold of cell.node.querySelectorAll("button.jp-collapseHeadingButton")) {
      const heading = cell.node.querySelector(":is(h1, h2, h3, h4, h5, h6)")?.firstChild;
      fold.setAttribute("aria-label", `Section ${heading?.textContent ?? ""}`.trim());
      fold.setAttribute("aria-expanded", String(!cell.headingCollapsed));
    }
  });
};

export const spoken = (lab) => ({
  id: "threadlab:spoken",
  autoStart: true,
  requires: [lab["@jupyterlab/notebook"].INotebookTracker],
  activate: (app, tracker) => {
    tracker.widgetAdded.connect((_, panel) => {
      let waiting = 0;
      const soon = () => {
        waiting ||= setTimeout(() => {
          waiting = 0;
          if (!panel.isDisposed) name(panel.content);
        }, 200);
      };
      const watch = new MutationObserver(soon);
      watch.observe(panel.node, { childList: true, subtree: true });
      const narrower = new ResizeObserver(soon);
      narrower.observe(panel.node);
      panel.disposed.connect(() => {
        watch.disconnect();
        narrower.disconnect();
      });
    });
  },
});
