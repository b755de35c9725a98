// Add the code of their modules to the archives from which a page's Python imports:
//
//     node compiled.mjs FOLDER
//
// FOLDER has what the page loads. What is compiled depends on it alone, and not on this machine.

import fs from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
// Without the columns of each instruction a third is saved; no line of a library is underlined, then.
const env = { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" };
const python = await loadPyodide({ indexURL: `${folder}/`, env });
const archive = fs.readFileSync(`${folder}/threadlab.zip`);
python.unpackArchive(new Uint8Array(archive), "zip", { extractDir: "/lib/threadlab" });
python.FS.writeFile("/tmp/threadlab.zip", new Uint8Array(archive));
python.runPython(fs.readFileSync(new URL("compiled.py", import.meta.url), "utf8"));
const paths = python.runPython("compiled('/tmp/threadlab.zip')").toJs();
["python_stdlib.zip", "threadlab.zip"].forEach((name, number) => {
  fs.writeFileSync(`${folder}/${name}`, python.FS.readFile(paths[number]));
});
process.exit(0);
