/* The container that JupyterLab loads, as a bundler would make it, written by hand: what we need of
   the lab comes from what it shares with its extensions, and nothing has to be built.

   It is not in a folder called static: JupyterLab has browsers keep what is in one for a year, and
   after an update of the book they would go on with the old modules. */
{
  const here = document.currentScript.src;
  let shared = {};

  const take = async (name) => {
    const versions = Object.values(shared[name] ?? {});
    if (!versions.length) throw new Error(`This JupyterLab does not share ${name}.`);
    return (await versions[0].get())();
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB.threadlab = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const own = await import(new URL("./plugins.js", here));
      const parts = {};
      for (const name of own.needs) parts[name] = await take(name);
      return () => ({ __esModule: true, default: own.plugins(parts) });
    },
  };
}
