// The page for a program of one's own: empty, with examples, or with what a link has brought.

import { able } from "./engine.mjs";
import { isKept } from "./kept.mjs";
import { EXAMPLES } from "./examples.mjs";
import { button, make, style, unpacked } from "./page.mjs";

const WORDS = {
  examples: "Begin with an example",
  broken: "There is no program in this link that could be read. It may have been cut off.",
  hint: "A function main that starts them and asserts what must hold " +
    "is enough; a whole script works, too. Explore tries every schedule.",
};
const EMPTY = "";

async function begin(root) {
  style("live.css");
  if (!able()) return; // the sentence that stands there says what is needed
  const { Workbench } = await import("./workbench.mjs");
  root.replaceChildren();
  make("p", "tl-note", root, WORDS.hint);
  const row = make("div", "tl-examples", root);
  make("span", "", row, WORDS.examples);
  const place = make("div", "", root);
  const own = location.href.split("#")[0];
  const bench = new Workbench(place, { text: EMPTY, run: false, late: true, own });
  for (const { name, source } of EXAMPLES) {
    button("", row, name, () => {
      bench.original = source;
      bench.reset();
      bench.editor.offer();
    });
  }
  const open = async () => {
    const found = /^#p=(.+)$/.exec(location.hash);
    if (!found) return;
    const shared = await unpacked(found[1]);
    if (!shared) { bench.say(WORDS.broken); return; }
    bench.original = shared.program;
    bench.reset();
    if (shared.schedule) await bench.ask("replay", shared.schedule);
  };
  addEventListener("hashchange", open);
  await open();
  if (await isKept()) bench.load(); // it need not be loaded, only started
}

const root = document.getElementById("tl-own");
if (root) begin(root);
