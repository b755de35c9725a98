/* The contents of the book beside it: chapters with ticks and minutes, and the homework. */

const STYLE = `
.tl-contents{overflow:auto;padding:10px 0 16px;color:var(--jp-ui-font-color1);
background:var(--jp-layout-color1);font-family:var(--jp-ui-font-family);font-size:13px;
line-height:1.35;min-width:200px}
.tl-contents h2{font-size:12px;font-weight:600;margin:14px 12px 4px;color:var(--jp-ui-font-color2)}
.tl-contents ol{list-style:none;margin:0;padding:0}
.tl-contents li{display:flex;align-items:baseline;gap:2px}
.tl-contents a{flex:1;min-width:0;display:flex;gap:6px;padding:4px 8px 4px 12px;color:inherit;
text-decoration:none;align-items:baseline}
.tl-contents a:hover{background:var(--jp-layout-color2)}
.tl-contents a[aria-current=page]{background:var(--jp-layout-color3);font-weight:600}
.tl-contents a:focus-visible,.tl-contents button:focus-visible
{outline:2px solid var(--jp-brand-color1);outline-offset:-2px}
.tl-contents .tl-name{flex:1;min-width:0;overflow-wrap:anywhere}
.tl-contents .tl-aside{color:var(--jp-ui-font-color2);font-size:12px;white-space:nowrap}
.tl-contents .tl-tick{width:1em;flex:none;font-weight:700;color:var(--jp-success-color0,#1a7f37)}
[data-jp-theme-light=false] .tl-contents .tl-tick{color:var(--jp-success-color2)}
.tl-contents a[aria-current=page] .tl-tick{color:inherit}
.tl-contents .tl-next{margin:0 12px 8px;padding:6px 10px;
border-left:4px solid var(--jp-brand-color1)}
.tl-contents .tl-next a{display:inline;padding:0;color:var(--jp-content-link-color)}
.tl-contents button{all:unset;cursor:pointer;padding:0 6px;color:var(--jp-ui-font-color2)}
.tl-contents button:hover{color:var(--jp-ui-font-color1)}
`;

const made = (tag, className, text, parent) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  parent?.append(node);
  return node;
};

export const contents = (lab) => ({
  id: "threadlab:contents",
  autoStart: true,
  optional: [lab["@jupyterlab/application"].ILayoutRestorer],
  activate: (app, restorer) => {
    const { Widget } = lab["@lumino/widgets"];
    const { ServerConnection } = lab["@jupyterlab/services"];
    const { URLExt, PageConfig } = lab["@jupyterlab/coreutils"];
    const { listIcon } = lab["@jupyterlab/ui-components"];
    const { Dialog, showDialog } = lab["@jupyterlab/apputils"];
    if (!PageConfig.getOption("threadlabProgress")) return; // the instructor's lab has none

    const ask = async (init = {}) => {
      const settings = ServerConnection.makeSettings();
      const address = URLExt.join(settings.baseUrl, "threadlab", "contents");
      const answer = await ServerConnection.makeRequest(address, init, settings);
      return answer.ok ? answer.json() : null;
    };

    const widget = new Widget();
    widget.id = "threadlab-contents";
    widget.title.icon = listIcon;
    widget.title.caption = "Contents";
    widget.addClass("tl-contents");
    widget.node.setAttribute("role", "navigation");
    widget.node.setAttribute("aria-label", "Contents");
    made("style", "", STYLE, widget.node);
    const body = made("div", "", "", widget.node);
    app.shell.add(widget, "left", { rank: 1 });
    restorer?.add(widget, widget.id);

    const here = () => {
      const context = app.shell.currentWidget?.context;
      return context ? app.serviceManager.contents.localPath(context.path) : "";
    };

    const link = (parent, path, name) => {
      const node = made("a", "", "", parent);
      node.href = URLExt.join(PageConfig.getBaseUrl(), "lab", "tree", URLExt.encodeParts(path));
      node.dataset.path = node.dataset.key = path;
      node.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        app.commands.execute("docmanager:open", { path });
      };
      if (name) made("span", "tl-name", name, node);
      return node;
    };

    const again = async (chapter, words) => {
      const path = `notebooks/${chapter.file}`;
      const result = await showDialog({
        title: chapter.title, body: words.sure,
        buttons: [Dialog.cancelButton(), Dialog.okButton()],
      });
      if (!result.button.accept) return;
      await ask({ method: "POST", body: JSON.stringify({ file: chapter.file }) });
      for (const open of app.shell.widgets("main"))
        if (open.context && app.serviceManager.contents.localPath(open.context.path) === path)
          await open.context.revert();
      show();
    };

    const chapterItem = (list, chapter, words) => {
      const item = made("li", "", "", list);
      const path = `notebooks/${chapter.file}`;
      const node = link(item, path);
      const tick = made("span", "tl-tick", chapter.read ? "✓" : "", node);
      if (chapter.read) {
        tick.setAttribute("role", "img");
        tick.setAttribute("aria-label", words.read);
      }
      made("span", "tl-name", chapter.title, node);
      const counts = Object.values(chapter.counts);
      const [done, all] = [0, 1].map((i) => counts.reduce((sum, count) => sum + count[i], 0));
      const parts = [];
      if (done) parts.push(`${done}/${all}`);
      if (chapter.minutes) parts.push(words.minutes.replace("{minutes}", chapter.minutes));
      made("span", "tl-aside", parts.join(" · "), node);
      if (!chapter.saved) return;
      const button = made("button", "", "↺", item);
      button.type = "button";
      button.title = words.again;
      button.dataset.key = `again ${path}`;
      button.setAttribute("aria-label", `${chapter.title}: ${words.again}`);
      button.onclick = () => again(chapter, words);
    };

    const mark = () => {
      const path = here();
      for (const node of body.querySelectorAll("a[data-path]"))
        if (node.dataset.path === path) node.setAttribute("aria-current", "page");
        else node.removeAttribute("aria-current");
    };

    let busy = false;
    const show = async () => {
      if (busy || widget.isDisposed) return;
      busy = true;
      try {
        const found = await ask();
        if (!found) return;
        const { words } = found;
        const next = made("div", found.next ? "tl-next" : "");
        if (found.next) {
          next.append(`${words.next} `);
          link(next, `notebooks/${found.next.file}`, found.next.title);
        }
        const parts = [next];
        const section = (title, fill) => {
          const list = made("ol");
          fill(list);
          if (list.childElementCount) parts.push(made("h2", "", title), list);
        };
        section(words.title, (list) => {
          for (const chapter of found.chapters) chapterItem(list, chapter, words);
        });
        section(words.homework, (list) => {
          for (const [name, path] of found.homework) link(made("li", "", "", list), path, name);
          if (!app.commands.hasCommand("nbgrader:open-assignment-list")) return;
          const node = made("a", "", "", made("li", "", "", list));
          node.href = "#";
          node.dataset.key = "fetch";
          made("span", "tl-name", `${words.fetch} …`, node);
          node.onclick = (event) => {
            event.preventDefault();
            app.commands.execute("nbgrader:open-assignment-list");
          };
        });
        section(words.kept, (list) => {
          for (const [name, path] of found.kept ?? []) link(made("li", "", "", list), path, name);
        });
        section(words.more, (list) => {
          for (const [name, path] of found.pages) link(made("li", "", "", list), path, name);
        });
        const at = widget.node.scrollTop;
        const focused = body.contains(document.activeElement) && document.activeElement.dataset.key;
        body.replaceChildren(...parts);
        widget.node.scrollTop = at;
        mark();
        if (focused) body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
      } finally {
        busy = false;
      }
    };

    app.shell.currentChanged?.connect(() => {
      mark();
      if (widget.isVisible) show();
    });
    widget.node.addEventListener("pointerenter", show);
    widget.node.addEventListener("focusin", (event) => {
      if (!widget.node.contains(event.relatedTarget)) show(); // not when it moves within
    });
    app.serviceManager.contents.fileChanged.connect(() => show());
    // where no layout was kept, the contents are in front; from then on as the reader leaves it
    app.shell.restored?.then(async (layout) => {
      await show();
      if (layout?.fresh) app.shell.activateById(widget.id);
    });
  },
});
