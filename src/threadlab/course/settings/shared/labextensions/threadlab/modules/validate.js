/* A button in the notebooks of homework, and the checklist that it opens beside them. */
import { Checklist } from "./checklist.js";

const BESIDE = 1100; // pixels in which a notebook and a checklist have room beside the contents

const isHomework = (panel) => {
  const cells = panel.content.model?.cells;
  for (let i = 0; cells && i < cells.length; i++)
    if (cells.get(i).getMetadata("nbgrader")?.grade) return true;
  return false;
};

export const validate = (lab) => ({
  id: "threadlab:validate",
  autoStart: true,
  requires: [lab["@jupyterlab/notebook"].INotebookTracker],
  activate: (app, tracker) => {
    const { PageConfig } = lab["@jupyterlab/coreutils"];
    if (!PageConfig.getOption("threadlabProgress")) return; // only students validate
    const { Widget } = lab["@lumino/widgets"];
    const { ToolbarButton, checkIcon } = lab["@jupyterlab/ui-components"];
    const shown = new Map(); // the checklist of each notebook that has one

    const open = (panel) => {
      let widget = shown.get(panel);
      if (!widget) {
        for (const other of [...shown.values()]) other.dispose(); // one at a time, beside its own
        widget = new Widget();
        widget.id = `threadlab-checklist-${panel.id}`;
        widget.title.closable = true;
        widget.title.icon = checkIcon;
        widget.checklist = new Checklist(widget.node, lab, {
          goTo: (place) => {
            app.shell.activateById(panel.id);
            panel.content.activeCellIndex = place;
            panel.content.scrollToItem(place, "center");
          },
          title: (words) => {
            widget.title.label = words;
          },
        });
        widget.onCloseRequest = () => widget.dispose(); // and not only out of sight
        shown.set(panel, widget);
        widget.disposed.connect(() => {
          widget.checklist.stop();
          shown.delete(panel);
        });
        panel.disposed.connect(() => widget.dispose());
        if (window.innerWidth < BESIDE && app.shell.leftCollapsed === false) {
          app.shell.collapseLeft();
          widget.disposed.connect(() => app.shell.leftCollapsed && app.shell.expandLeft());
        }
        app.shell.add(widget, "main", { mode: "split-right", ref: panel.id, activate: false });
      }
      app.shell.activateById(widget.id);
      return widget.checklist;
    };

    const run = async (panel) => {
      const checklist = open(panel);
      checklist.again = () => run(panel);
      try {
        await panel.context.save();
      } catch {
        // why not, JupyterLab says itself; what is on the screen may be in the file all the same
        if (panel.context.model.dirty) return checklist.unsaved();
      }
      await checklist.run(app.serviceManager.contents.localPath(panel.context.path));
    };

    // What is opened while the list has the focus comes to the notebooks, and not into its half.
    let last = null;
    app.shell.currentChanged?.connect((_, change) => { last = change; });
    const settle = (panel) => {
      for (const [notebook, widget] of shown)
        if (last?.newValue === panel && last.oldValue === widget) {
          app.shell.add(panel, "main", { mode: "tab-after", ref: notebook.id });
          app.shell.activateById(panel.id);
        }
    };

    tracker.widgetAdded.connect(async (_, panel) => {
      settle(panel);
      await panel.context.ready;
      if (panel.isDisposed || !isHomework(panel)) return;
      const button = new ToolbarButton({
        className: "validate-button",
        label: "Validate",
        tooltip: "Run this notebook in a kernel of its own, and see how each task stands",
        onClick: () => run(panel),
      });
      panel.toolbar.insertBefore("spacer", "validate", button);
    });
  },
});
