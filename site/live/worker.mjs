// Python in a worker of its own: the page stays alive whatever a program does, and whoever ends the
// worker has ended the program.
//
// In: {id, name, args}. Out: {loaded} (bytes so far), {ready}, {failed}, {id, answer}.

import { loadPyodide } from "./pyodide.mjs";

const HERE = new URL("./", import.meta.url);

// Everything that Python loads is counted on its way.
const plain = self.fetch.bind(self);
let loaded = 0;
self.fetch = async (...request) => {
  const response = await plain(...request);
  if (!response.ok || !response.body) return response;
  const count = new TransformStream({
    transform(part, way) {
      loaded += part.byteLength;
      postMessage({ loaded });
      way.enqueue(part);
    },
  });
  const { status, headers } = response;
  return new Response(response.body.pipeThrough(count), { status, headers });
};

async function start() {
  const archive = fetch(new URL("threadlab.zip", HERE)).then((answer) => answer.arrayBuffer());
  archive.catch(() => {}); // it is awaited below
  const python = await loadPyodide({ indexURL: HERE.href });
  const home = "/lib/threadlab";
  python.unpackArchive(await archive, "zip", { extractDir: home });
  python.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(home)})`);
  python.runPython("from threadlab.web import stacks; stacks.install()");
  return python.runPython("from threadlab.web.desk import open_desk; open_desk()");
}

const words = (error) => String(error?.message ?? error);
const desk = start();
desk.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: words(error) }),
);

let before = Promise.resolve(); // one request after the other

self.onmessage = ({ data: { id, name, args } }) => {
  before = before.then(async () => {
    const ask = await desk;
    try {
      postMessage({ id, answer: JSON.parse(await ask.callPromising(name, JSON.stringify(args))) });
    } catch (error) {
      postMessage({ id, answer: { error: words(error).trim().split("\n").at(-1) } });
    }
  });
};
