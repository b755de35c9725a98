/* On a narrow page (a checklist beside a notebook, 150 % zoom) long words of a text are broken: they
   would be cut. */

export const narrow = () => ({
  id: "threadlab:narrow",
  autoStart: true,
  activate: () => {
    const style = document.createElement("style");
    style.textContent = ".jp-RenderedMarkdown{overflow-wrap:break-word}";
    document.head.append(style);
  },
});
