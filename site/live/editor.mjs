// The editor: CodeMirror with Python. Tab indents; Escape and then Tab leaves it, as does Ctrl-M.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import {
  defaultKeymap, history, historyKeymap, indentLess, indentMore, indentWithTab,
} from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// The keyboard of a phone has no Tab, and comes when something to write in has the focus: there the
// focus is the reader's to give, and two buttons indent.
const touched = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

function indents(parent, view) {
  const bar = document.createElement("div");
  bar.className = "tl-indents";
  for (const [words, sign, act] of [["Less indented", "⇤", indentLess], ["Indented", "⇥", indentMore]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = words;
    button.setAttribute("aria-label", words);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays
    button.addEventListener("click", () => act(view));
    bar.append(button);
  }
  parent.append(bar);
}

// An editor in `parent`; `run` is called by Ctrl-Enter, `changed` after each change.
export function edit(parent, { text, label, help, run, changed = () => {} }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }]),
        lineNumbers(),
        history(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        python(),
        syntaxHighlighting(classHighlighter),
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-description": help,
          autocapitalize: "off",
          autocorrect: "off",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
      ],
    }),
  });
  if (touched()) indents(parent, view);
  return {
    get text() { return view.state.doc.toString(); },
    set text(value) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    },
    focus: () => view.focus(),
    offer: () => { if (!touched()) view.focus(); }, // where nobody has asked for it
  };
}
