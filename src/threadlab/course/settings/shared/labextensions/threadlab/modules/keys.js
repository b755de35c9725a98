/* What has the focus in an output has its keys: a list its arrows, a box its scrolling, a game its
   letters. JupyterLab would take them for the notebook's, and move on, or insert or cut a cell.
   Escape leads back to the cell; what runs a cell or saves the notebook does so from there, too. */

const OUTPUT = ".jp-Cell-outputArea";
const NOTHING_OF_ITS_OWN = "summary, a[href]"; // they need no more than Enter and space
const SILENT = "[data-lm-suppress-shortcuts]"; // where JupyterLab looks for no keys at all

const isForTheNotebook = (event) =>
  event.key === "Enter"
    ? event.shiftKey || event.ctrlKey || event.metaKey || event.altKey
    : (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";

const handle = (event) => {
  const cell = event.target.closest?.(".jp-Cell");
  if (!cell || !event.target.closest(OUTPUT) || event.defaultPrevented) return;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    cell.focus();
  } else if (isForTheNotebook(event)) {
    if (!event.target.closest(SILENT)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") cell.focus();
    cell.dispatchEvent(new KeyboardEvent(event.type, event));
  } else if (!(event.ctrlKey || event.metaKey || event.altKey)) {
    if (!event.target.closest(NOTHING_OF_ITS_OWN)) event.stopPropagation();
  }
};

export const keys = (lab) => ({
  id: "threadlab:keys",
  autoStart: true,
  requires: [lab["@jupyterlab/notebook"].INotebookTracker],
  activate: (app, tracker) => {
    tracker.widgetAdded.connect((_, panel) => {
      panel.node.addEventListener("keydown", handle);
    });
  },
});
