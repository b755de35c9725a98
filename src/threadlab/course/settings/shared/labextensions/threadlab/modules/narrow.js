/* On a narrow page (a checklist beside a notebook, 150 % zoom) long words of a text are broken: they
   would be cut. In an output only such words are broken, where JupyterLab breaks any line that is too
   long anywhere: "parenth", and "eses" on the next one. */

export const narrow = () => ({
  id: "threadlab:narrow",
  autoStart: true,
  activate: () => {
    const style = document.createElement("style");
    style.textContent = `.jp-RenderedMarkdown{overflow-wrap:break-word}
.jp-NotebookPanel .jp-OutputArea-output pre{word-break:normal;overflow-wrap:anywhere}`;
    document.head.append(style);
  },
});
