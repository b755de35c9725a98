// Python in a worker of its own: the page stays alive whatever a program does, and whoever ends the
// worker has ended the program.
//
// In: {id, name, args}; {enough}: the search that is on has its verdict now, whatever it is. Out:
// {loaded} (bytes so far), {ready}, {failed}, {tried} (schedules of a search so far), {id, answer}.

import { loadPyodide } from "./pyodide.mjs";

const HERE = new URL("./", import.meta.url);

const words = (error) => String(error?.message ?? error);
const fail = (error) => postMessage({ failed: words(error) });

// Everything that Python loads is counted on its way, by a copy: what the browser has compiled once it
// knows again by its own answer alone. What breaks off is told from here: whoever has asked for it
// might wait for ever.
const plain = self.fetch.bind(self);
let loaded = 0;
async function count(body) {
  const from = body.getReader();
  for (;;) {
    const { done, value } = await from.read();
    if (done) return;
    loaded += value.byteLength;
    postMessage({ loaded });
  }
}
self.fetch = async (...request) => {
  try {
    const response = await plain(...request);
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    if (response.body) count(response.clone().body).catch(fail);
    return response;
  } catch (error) {
    fail(error);
    throw error;
  }
};

// How far a search is; asked a few times a second, between two steps of Python. It is the moment in
// which a message can come in that there is enough of it.
let enough = false;
const turn = new MessageChannel();
const look = (tried) => {
  postMessage({ tried });
  return new Promise((go) => {
    turn.port1.onmessage = () => go(!enough);
    setTimeout(() => turn.port2.postMessage(0)); // behind the messages that have come by now
  });
};

async function start() {
  const archive = fetch(new URL("threadlab.zip", HERE)).then((answer) => answer.arrayBuffer());
  archive.catch(() => {}); // it is awaited below
  const python = await loadPyodide({ indexURL: HERE.href });
  const home = "/lib/threadlab";
  python.unpackArchive(await archive, "zip", { extractDir: home });
  python.runPython(`import sys; sys.path.insert(0, ${JSON.stringify(home)})`);
  python.runPython("from threadlab.web import stacks; stacks.install()");
  return python.runPython("from threadlab.web.desk import open_desk; open_desk")(look);
}

const desk = start();
desk.then(() => postMessage({ ready: true }), fail);

let before = Promise.resolve(); // one request after the other

self.onmessage = ({ data: { id, name, args, ...more } }) => {
  if (more.enough) { enough = true; return; }
  before = before.then(async () => {
    const ask = await desk;
    enough = false;
    try {
      postMessage({ id, answer: JSON.parse(await ask.callPromising(name, JSON.stringify(args))) });
    } catch (error) {
      postMessage({ id, answer: { error: words(error).trim().split("\n").at(-1) } });
    }
  });
};
