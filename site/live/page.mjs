// Small things that the live parts of a page share.

export const make = (tag, look, parent, words) => {
  const node = document.createElement(tag);
  if (look) node.className = look;
  if (words) node.textContent = words;
  parent?.append(node);
  return node;
};

export const button = (look, parent, words, act) => {
  const node = make("button", look, parent, words);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
};

// How far Python is on its way: what is loaded has to be started, too.
export const coming = (words, part) =>
  part < 1 ? `${words.loading}: ${Math.floor(part * 100)} %` : words.starting;

// A table that is kept in this browser, with what `fits`; what is damaged, or can't be had, is none.
export function stored(key, fits) {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof found !== "object" || found === null || Array.isArray(found)) return {};
    return Object.fromEntries(Object.entries(found).filter(([, value]) => fits(value)));
  } catch {
    return {};
  }
}

// Have the page load a style of ours, once.
export function style(name) {
  const href = new URL(name, import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return;
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = make("link", "", document.head);
  link.rel = "stylesheet";
  link.href = href;
}

// Put HTML of the lab's into a node; the scripts in it run, as they would in a notebook.
export function put(node, html) {
  node.innerHTML = html;
  for (const script of node.querySelectorAll("script")) {
    const again = document.createElement("script");
    again.textContent = script.textContent;
    script.replaceWith(again);
  }
  // What is wider than a phone is scrolled by keyboard, too.
  for (const wide of node.querySelectorAll("[style*='overflow-x:auto']")) wide.tabIndex = 0;
}

// A program and a schedule as the fragment of a link, which no server sees; and back.

const pass = async (bytes, through) => {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

export async function packed(shared) {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const small = await pass(bytes, new CompressionStream("deflate-raw"));
  const text = btoa(Array.from(small, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What was shared: {program, schedule}; null if the text is none that `packed` has made.
export async function unpacked(text) {
  try {
    const small = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(small, (sign) => sign.charCodeAt(0));
    const all = await pass(bytes, new DecompressionStream("deflate-raw"));
    const shared = JSON.parse(new TextDecoder().decode(all));
    return typeof shared.program === "string" ? shared : null;
  } catch {
    return null;
  }
}
