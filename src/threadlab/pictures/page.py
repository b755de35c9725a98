"""What tables and players have in common: their style, and code set beside them.

Pages are HTML that needs no kernel, no network and no script to be read. Colours come from the
page around them, so that light and dark themes both work.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from html import escape

MONO = "var(--jp-code-font-family,ui-monospace,monospace)"

STYLE = f"""<style>
.tl-page{{font-size:13px;line-height:1.35;color:inherit;max-width:100%;
font-family:var(--jp-ui-font-family,system-ui,sans-serif)}}
.tl-page .tl-scroll{{overflow:auto;max-height:32em}}
.tl-page table.tl-table{{border-collapse:separate;border-spacing:0;margin:0;color:inherit;
font-size:13px;border:none;table-layout:auto}}
.tl-page .tl-table tr{{background:none!important}}
.tl-page .tl-table th,.tl-page .tl-table td{{padding:2px 10px;text-align:left;white-space:nowrap;
border:none;border-top:1px solid rgba(128,128,128,.18);vertical-align:baseline;color:inherit;
background:none;max-width:26em;overflow:hidden;text-overflow:ellipsis}}
.tl-page .tl-table thead th{{border-top:none;border-bottom:1px solid rgba(128,128,128,.6);
font-weight:600;position:sticky;top:0;z-index:1;
background:var(--jp-layout-color0,var(--color-background-primary,Canvas))}}
.tl-page .tl-table tr.tl-moved td{{border-top:2px solid rgba(128,128,128,.9)}}
.tl-page .tl-table td.tl-number{{text-align:right}}
.tl-page .tl-table .tl-number span,.tl-page .tl-table .tl-code span{{opacity:.7}}
.tl-page .tl-table .tl-same span{{opacity:.6}}
.tl-page .tl-table td.tl-code,.tl-page .tl-source,.tl-page .tl-value
{{font-family:{MONO};font-size:12px}}
.tl-page .tl-table td.tl-value{{border-left:1px solid rgba(128,128,128,.18)}}
.tl-page .tl-table td.tl-changed{{font-weight:700}}
.tl-page .tl-table .tl-thread{{max-width:5.5em;min-width:5.5em;padding:2px 4px;
overflow:visible}}
.tl-page .tl-narrow .tl-thread{{max-width:2.4em;min-width:2.4em}}
.tl-page .tl-table .tl-thread.tl-last{{max-width:none}}
.tl-page .tl-table th.tl-thread{{overflow:hidden}}
.tl-page .tl-narrow th.tl-thread{{font-size:11px}}
.tl-page .tl-table details{{display:inline-block}}
.tl-page .tl-table summary{{cursor:pointer;display:inline-block;padding:0 8px;list-style:none;
border:1px dashed currentColor;border-radius:4px}}
.tl-page .tl-table details[open] summary{{display:none}}
.tl-page .tl-table tr.tl-now td{{background:rgba(86,180,233,.28)}}
.tl-page .tl-later td{{visibility:hidden}}
.tl-page .tl-parts{{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:flex-start}}
.tl-page .tl-parts>*{{max-width:100%;min-width:0;flex:1 1 auto}}
.tl-page .tl-parts>.tl-program{{flex:1 1 26em;max-width:max-content;display:flex;
flex-direction:column;gap:6px}}
.tl-page ol.tl-source{{margin:0;padding:4px 0;list-style:none;border-radius:6px;
border:1px solid rgba(128,128,128,.35);overflow-x:auto;max-height:32em}}
.tl-page .tl-source li{{display:flex;white-space:pre;padding:0 10px 0 0;margin:0;min-width:18em}}
.tl-page .tl-source .tl-line{{flex:1}}
.tl-page .tl-source li::before{{content:attr(data-number);width:2.6em;margin-right:1em;
text-align:right;opacity:.45;flex:none}}
.tl-page .tl-source li.tl-now{{background:rgba(86,180,233,.28)}}
.tl-page .tl-thread b{{font-weight:600;border:1px solid rgba(128,128,128,.7);border-radius:8px;
padding:0 5px;margin-right:5px;font-size:11px}}
.tl-page .tl-at{{position:sticky;right:0}}
.tl-page .tl-at b{{font-weight:600;border:1px solid currentColor;border-radius:8px;
padding:0 6px;margin-left:6px;font-size:11px;background:var(--jp-layout-color0,Canvas)}}
.tl-page .tl-at b.tl-me{{background:#0072b2;color:#fff;border-color:#0072b2}}
.tl-page .tl-chips{{display:flex;flex-wrap:wrap;gap:6px;margin:4px 0 8px}}
.tl-page .tl-chip,.tl-page .tl-schedule code,.tl-page .tl-output{{font-family:{MONO};
font-size:12px}}
.tl-page .tl-chip{{border:1px solid rgba(128,128,128,.4);border-radius:4px;padding:1px 8px}}
.tl-page .tl-latest{{display:flex;flex-direction:column-reverse;max-height:22em}}
.tl-page .tl-output{{margin:8px 0 0;padding:4px 10px;border-left:3px solid rgba(128,128,128,.5);
color:inherit;background:none;max-height:10em;overflow:auto}}
.tl-page .tl-note{{padding:2px 10px;margin:4px 0;border-left:6px solid rgba(128,128,128,.5)}}
.tl-page .tl-note.tl-good{{border-color:#009e73;font-weight:600}}
.tl-page .tl-note.tl-bad{{border-color:#d55e00}}
.tl-page .tl-story td{{white-space:normal;overflow-wrap:anywhere}}
.tl-page .tl-story td:nth-child(-n+2){{white-space:nowrap}}
.tl-page .tl-fold{{margin:4px 0 4px 16px}}
.tl-page .tl-fold>summary{{cursor:pointer;padding:2px 0}}
.tl-page .tl-schedule{{margin:8px 0 0}}
.tl-page .tl-schedule code{{user-select:all;padding:1px 6px;color:inherit;background:none;
border:1px dashed rgba(128,128,128,.6);border-radius:4px}}
.tl-page .tl-controls{{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:4px 0 8px}}
.tl-page .tl-controls[hidden]{{display:none}}
.tl-page .tl-controls button{{font:inherit;color:inherit;background:none;cursor:pointer;
border:1px solid rgba(128,128,128,.6);border-radius:4px;padding:2px 10px;min-width:2.6em}}
.tl-page .tl-controls button:disabled{{opacity:.4;cursor:default}}
.tl-page .tl-aloud{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}}
.tl-page .tl-controls button:focus-visible,.tl-page:focus-visible
{{outline:2px solid #56b4e9;outline-offset:2px}}
.tl-page .tl-cursor{{transition:transform .15s}}
@media print{{.tl-page .tl-later td{{visibility:visible}}
.tl-page .tl-controls{{display:none}}
.tl-page .tl-scroll,.tl-page ol.tl-source{{max-height:none;overflow:visible}}}}
@media (prefers-reduced-motion:reduce){{.tl-page .tl-cursor{{transition:none}}}}
</style>"""


def page(body: str, attributes: str = "") -> str:
    """Return `body` as a page of its own, with the style that it needs."""
    return f'<div class="tl-page"{attributes}>{STYLE}{body}</div>'


def scrolled(body: str, label: str) -> str:
    """Return `body` in a box that is scrolled where it is too large, by keys too."""
    return (
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"{body}</div>"
    )


def listing(
    sources: Mapping[str, str],
    used: Collection[str],
    standing: Sequence[tuple[str, str, int]] = (),
) -> str:
    """Return the program's text as a list of lines: of those `sources` whose file is `used`.

    Each line has its place in `data-place`, "number of the file:line", for a player; or the
    threads that are `standing` there, (thread, file, line), are named beside it.
    """
    parts = []
    shown = [(file, source) for file, source in sources.items() if file in used]
    for number, (file, source) in enumerate(shown):
        marks: dict[int, str] = {}
        for thread, where, line in standing:
            if where == file:
                marks[line] = marks.get(line, "") + f"<b>{escape(thread)}</b>"
        lines, first = _shown(source)
        items = [
            f'<li data-number="{i + 1}" data-place="{number}:{i + 1}">'
            f'<span class="tl-line">{escape(line) or " "}</span>'
            f'<span class="tl-at">{marks.get(i + 1, "")}</span></li>'
            for i, line in enumerate(lines)
            if i >= first
        ]
        parts.append(f'<ol class="tl-source" tabindex="0">{"".join(items)}</ol>')
    return f'<div class="tl-program">{"".join(parts)}</div>' if parts else ""


def lines_of(source: str) -> list[str]:
    """The lines of a program's text that are shown."""
    lines, first = _shown(source)
    return lines[first:]


def _shown(source: str) -> tuple[list[str], int]:
    """The lines of a text up to the last that is shown, and the index of the first one.

    What a cell asks of this package (`tl.play(…)`) is no text of the program.
    """
    lines = source.split("\n")
    for first, last in _asked(source):
        lines[first:last] = [""] * (last - first)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines, next((i for i, line in enumerate(lines) if line.strip()), 0)


def _asked(source: str) -> list[tuple[int, int]]:
    """The lines of statements at the top that only ask this package, and show what it says."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    told = {target.id: node for node in tree.body if isinstance(node, ast.Assign) and _asks(node)
            for target in node.targets if isinstance(target, ast.Name)}  # fmt: skip
    found = []
    used: set[str] = set()
    for node in tree.body:
        names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
        about = isinstance(node, (ast.Expr, ast.Assert)) and names and names <= told.keys()
        if _asks(node) or about:
            found.append((node, names))
        else:
            used |= names
    return [(node.lineno - 1, node.end_lineno or node.lineno) for node, names in found
            if not names & told.keys() & used]  # fmt: skip


def _asks(node: ast.stmt) -> bool:
    """Whether a statement is `tl.play(…)`, `verdict = tl.explore(…)` or the like."""
    if isinstance(node, ast.Assign):
        if len(node.targets) > 1 or not isinstance(node.targets[0], ast.Name):
            return False
    elif not isinstance(node, ast.Expr):
        return False
    call = node.value
    while isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        call = call.func.value
    return isinstance(call, ast.Name) and call.id == "tl"
