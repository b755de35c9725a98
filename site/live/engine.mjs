// The engine of a page: Python in a worker, asked by messages. There is one for the whole page, and
// nothing of it is loaded before somebody asks for it.

import { TOTAL } from "./files.mjs";

const PATIENCE_MS = 4000; // after which a spare worker is made ready: somebody may press Stop. It starts as quickly
const ALIVE_MS = 1000; // a search says more often than that how far it is

// What a request ends with whose worker was stopped.
export class Stopped extends Error {}

// Whether this browser can put a stack of WebAssembly aside.
export const able = () => "Suspending" in WebAssembly && typeof Worker === "function";

class Python {
  constructor(heard) {
    this.waiting = new Map();
    this.heard = heard;
    this.seen = -Infinity; // when a search has last said how far it is
    this.ended = false;
    this.ready = new Promise((ready, failed) => {
      this.isReady = ready;
      this.hasFailed = failed;
    });
    this.ready.catch(() => {}); // whoever asks is told
    this.worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.fail(event.message || "The worker has ended.");
  }

  hear(data) {
    if ("loaded" in data) this.heard("progress", Math.min(data.loaded / TOTAL, 1));
    else if ("tried" in data) { this.seen = performance.now(); this.heard("tried", data.tried); }
    else if (data.ready) this.isReady();
    else if ("failed" in data) this.fail(data.failed);
    else {
      this.seen = -Infinity;
      this.waiting.get(data.id)?.answered(data.answer);
      this.waiting.delete(data.id);
    }
  }

  async ask(id, name, args) {
    await this.ready;
    return new Promise((answered, failed) => {
      if (this.ended) { failed(new Stopped()); return; }
      this.waiting.set(id, { answered, failed });
      this.worker.postMessage({ id, name, args });
    });
  }

  fail(words) {
    this.hasFailed(new Error(words));
    this.end(new Error(words));
  }

  end(error = new Stopped()) {
    this.ended = true;
    this.worker.terminate();
    this.hasFailed(error);
    for (const { failed } of this.waiting.values()) failed(error);
    this.waiting.clear();
  }
}

export class Engine {
  static #only = null;

  // The page's engine, which begins to load if it has not yet; `ask` waits until it is ready.
  static async get() {
    if (!Engine.#only) {
      if (!able()) throw new Error("no stack switching");
      Engine.#only = new Engine();
    }
    return Engine.#only;
  }

  #count = 0;
  #listeners = { progress: new Set(), tried: new Set(), stopped: new Set(), ready: new Set() };
  #spare = null;
  #ready = null;

  constructor() { this.#take(this.#make()); }

  #make() {
    const python = new Python((name, what) => {
      if (python === this.python || name === "progress") this.#tell(name, what);
    });
    return python;
  }

  #take(python) {
    this.python = python;
    this.isReady = false;
    this.#ready = python.ready.then(() => {
      if (python !== this.python) return;
      this.isReady = true;
      this.#tell("ready");
    });
    this.#ready.catch(() => {});
  }

  // When Python is there. Where it could not be had, asking again tries again.
  get ready() {
    if (this.python.ended) this.#renew();
    return this.#ready;
  }

  // "progress" (from 0 to 1), "ready", "tried" (how many schedules, while a search is on), and
  // "stopped" (what was shown can't be gone on with).
  on(name, call) {
    this.#listeners[name].add(call);
    return () => this.#listeners[name].delete(call);
  }

  #tell(name, ...what) {
    for (const call of [...this.#listeners[name]]) call(...what);
  }

  // The answer to a request of desk.py. Rejects with `Stopped` if it was stopped meanwhile.
  async ask(name, args = []) {
    if (this.python.ended) this.#renew();
    const python = this.python;
    await python.ready;
    const patience = setTimeout(() => { this.#spare ??= new Python(() => {}); }, PATIENCE_MS);
    try {
      return await python.ask(++this.#count, name, args);
    } finally {
      clearTimeout(patience);
    }
  }

  // Ask a search that is on for its verdict so far; whether there is one that hears.
  enough() {
    if (performance.now() - this.python.seen > ALIVE_MS) return false;
    this.python.worker.postMessage({ enough: true });
    return true;
  }

  // End what is running, at once; a worker that is ready, if there is one, takes its place.
  stop() {
    this.python.end();
    this.#renew();
    this.#tell("stopped");
  }

  #renew() {
    const spare = this.#spare?.ended ? null : this.#spare;
    this.#spare = null;
    this.#take(spare ?? this.#make());
  }
}
