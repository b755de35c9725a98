/* A notebook that is opened and not touched has nothing to save.

   When its kernel says which language it speaks, JupyterLab writes that into the notebook, and would
   ask whether it is to be saved. Until a cell has changed, that is no change. */

const cellsOf = (model) => JSON.stringify(model.sharedModel.cells.map((cell) => cell.toJSON()));

export const clean = (lab) => ({
  id: "threadlab:clean",
  autoStart: true,
  requires: [lab["@jupyterlab/notebook"].INotebookTracker],
  activate: (app, tracker) => {
    tracker.widgetAdded.connect(async (_, panel) => {
      await panel.context.ready;
      const model = panel.context.model;
      if (!model || panel.isDisposed) return;
      const before = cellsOf(model);
      const look = (_, change) => {
        if (change.name !== "dirty" || !change.newValue) return;
        if (cellsOf(model) === before) model.dirty = false;
        else model.stateChanged.disconnect(look);
      };
      model.stateChanged.connect(look);
      if (model.dirty && cellsOf(model) === before) model.dirty = false;
    });
  },
});
