// Python as a page has it, under node: what stands in the file named first is executed there, and
// its `main` is called with the JSON that is read from the file named second; it prints JSON.
//
//     node python.mjs FOLDER-OF-PYODIDE THREADLAB.ZIP PROGRAM.py INPUT.json

import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, archive, program, input] = process.argv.slice(2);
process.on("uncaughtException", (error) => {
  console.error(String(error.message).slice(-3000));
  process.exit(1);
});

const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${folder}/`, stdout: () => {} });
python.unpackArchive(new Uint8Array(fs.readFileSync(archive)), "zip", { extractDir: "/lib/threadlab" });
python.runPython('import sys; sys.path.insert(0, "/lib/threadlab")');
python.runPython("from threadlab.web import stacks; stacks.install()");
python.runPython(fs.readFileSync(program, "utf8"));
const answer = await python.globals.get("main").callPromising(fs.readFileSync(input, "utf8"));
fs.writeSync(1, answer);
process.exit(0);
