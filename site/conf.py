"""Sphinx's settings; `site/build.py` stages the pages and calls Sphinx with these."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent

project = "Threadlab"
html_title = "Threadlab"
language = "en"
extensions = ["myst_nb", "sphinx_pages"]
exclude_patterns: list[str] = []

# The notebooks are shown as they are stored; nothing is run, and no script of another site is asked
# for a widget's sake.
nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]

html_theme = "furo"
html_theme_options = {
    "sidebar_hide_name": False,
    "light_css_variables": {
        "color-brand-primary": "#005a8f",
        "color-brand-content": "#005a8f",
        "color-brand-visited": "#5b4a91",
        "font-stack": "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'PingFang SC', "
        "'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
        "font-stack--monospace": "ui-monospace, 'SFMono-Regular', Menlo, Consolas, "
        "'DejaVu Sans Mono', monospace",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7cc4ee",
        "color-brand-content": "#7cc4ee",
        "color-brand-visited": "#bba9f0",
    },
    "footer_icons": [],
}
html_static_path = [str(HERE / "theme" / "static")]
templates_path = [str(HERE / "theme" / "templates")]
html_css_files = ["pictures.css", "threadlab.css"]
html_favicon = str(HERE / "theme" / "static" / "threadlab.svg")
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_permalinks_icon = "#"
# An SVG picture of a notebook is HTML; what else a cell may have given is shown in this order.
nb_mime_priority_overrides = [("html", "text/html", 0), ("html", "image/png", 1)]
suppress_warnings = ["mystnb.unknown_mime_type", "config.cache"]
