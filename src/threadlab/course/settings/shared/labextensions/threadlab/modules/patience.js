/* A cell that is run before its kernel is there waits for it, and is not lost in silence. */

const PATIENCE = 90_000; // milliseconds, after which JupyterLab says what it says without us

const kernelOf = async (context) => {
  await context.ready;
  await context.session?.kernel?.info;
};

export const patience = (lab) => {
  const { INotebookCellExecutor, runCell } = lab["@jupyterlab/notebook"];
  return {
    id: "threadlab:patience",
    autoStart: true,
    provides: INotebookCellExecutor,
    activate: () =>
      Object.freeze({
        runCell: async (options) => {
          const { cell, sessionContext } = options;
          if (cell.model.type === "code" && sessionContext && !sessionContext.isReady) {
            cell.setPrompt("*");
            const late = new Promise((done) => setTimeout(done, PATIENCE));
            await Promise.race([kernelOf(sessionContext).catch(() => {}), late]);
            if (cell.isDisposed) return false;
          }
          return runCell(options);
        },
      }),
  };
};
