"""Formulas in prose: the macros that only typeset. Others of MathJax load, link or define.

What they typeset stays where it is written: who can move it back or up, or says that it has no
height, can write over whatever else is on the page, marks among it.

A page's formulas are found in the browser, between signs that a student may write anywhere. So a
text in which one may begin has no macro that is not on the list, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEGINS = re.compile(r"\$|\\[(\[]|\\begin\b")  # as MathJax is set up by nbconvert
_MACRO = re.compile(r"\\(?:(begin|end)\{([a-zA-Z]*)(\*?)\}|([a-zA-Z]+)|.|$)", re.S)

# What leads backwards, and up: a space below zero, or a line that is nearer than the next.
_BACK = re.compile(
    r"\\(?:(?:hspace\*?|hskip|kern|mkern|mskip)[\s{%]*|(?:\\|cr|newline)\*?[\s%]*\[[\s{%]*)"
    r"-\s*([\d.,]*)\s*([a-z]*)|\\(!|negthinspace(?![a-zA-Z]))"
)
_EM = {"em": 1.0, "ex": 0.5, "pt": 0.1, "pc": 1.2, "px": 0.1, "in": 7.3, "cm": 2.9, "mm": 0.3,
       "mu": 1 / 18}  # fmt: skip
_MOST_BACK = 4.0  # em, in all formulas of a cell

_LETTERS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu
    nu xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega digamma
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    aleph beth gimel daleth ell hbar hslash imath jmath wp Re Im partial nabla infty emptyset
    varnothing complement eth mho
"""
_SIGNS = """
    pm mp times div cdot ast star circ bullet cap cup uplus sqcap sqcup vee wedge land lor lnot neg
    setminus smallsetminus wr diamond bigtriangleup bigtriangledown triangleleft triangleright
    oplus ominus otimes oslash odot bigcirc dagger ddagger amalg
    le leq leqslant ge geq geqslant ne neq equiv sim simeq approx approxeq cong doteq propto models
    prec succ preceq succeq ll gg lll ggg subset supset subseteq supseteq subsetneq supsetneq
    sqsubseteq sqsupseteq in ni notin owns perp mid nmid parallel nparallel vdash dashv bowtie asymp
    smile frown not lt gt colon vDash Vdash
    forall exists nexists top bot angle measuredangle triangle square blacksquare Box Diamond
    clubsuit diamondsuit heartsuit spadesuit flat natural sharp surd prime backprime checkmark
    dots ldots cdots vdots ddots dotsb dotsc dotsi dotsm dotso therefore because
    leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow to gets mapsto
    longleftarrow longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow
    longmapsto iff implies impliedby uparrow downarrow updownarrow Uparrow Downarrow Updownarrow
    nearrow searrow swarrow nwarrow hookleftarrow hookrightarrow leftharpoonup leftharpoondown
    rightharpoonup rightharpoondown rightleftharpoons leadsto rightsquigarrow curvearrowright
    xleftarrow xrightarrow lfloor rfloor lceil rceil langle rangle lbrace rbrace lbrack rbrack vert
    Vert lvert rvert lVert rVert backslash S P dag ddag copyright pounds
"""
_LARGE = """
    sum prod coprod int iint iiint oint bigcap bigcup bigsqcup bigvee bigwedge bigodot bigotimes
    bigoplus biguplus limits nolimits
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf
    limsup ln log max min Pr sec sin sinh sup tan tanh mod bmod pmod pod operatorname
"""
_FORMS = """
    frac dfrac tfrac cfrac binom dbinom tbinom choose over atop sqrt root of stackrel overset
    underset overline underline overbrace underbrace overrightarrow overleftarrow hat widehat check
    tilde widetilde acute grave dot ddot breve bar vec mathring boxed fbox phantom hphantom vphantom
    substack left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr
    bigm Bigm biggm Biggm
    mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathbb boldsymbol pmb rm bf it sf tt
    cal text textrm textbf textit textsf texttt mbox hbox
    mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner
    displaystyle textstyle scriptstyle scriptscriptstyle
    quad qquad enspace thinspace medspace thickspace negthinspace hspace hskip kern mkern mskip
    hline cr newline nonumber notag tag
"""
_MACROS = frozenset(f"{_LETTERS}{_SIGNS}{_LARGE}{_FORMS}".split())
_ENVIRONMENTS_TEXT = """
    equation align alignat gather multline eqnarray split aligned alignedat gathered array matrix
    pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases subarray
"""
_ENVIRONMENTS = frozenset(_ENVIRONMENTS_TEXT.split())


def only_typesets(texts: Iterable[str]) -> bool:
    """Whether the formulas that may be in the texts of one cell do nothing but typeset."""
    texts = list(texts)
    if not any(map(_BEGINS.search, texts)):
        return True
    if sum(map(_back, _BACK.finditer("\n".join(texts)))) > _MOST_BACK:
        return False
    return all(_typesets(found) for text in texts for found in _MACRO.finditer(text))


def _back(found: re.Match[str]) -> float:
    """How many em something leads back."""
    number, unit, thin = found.groups()
    if thin:
        return 1 / 6
    try:
        return float(number.replace(",", ".")) * _EM[unit[:2]]
    except (KeyError, ValueError):
        return _MOST_BACK + 1


def without_macros(text: str) -> str:
    """Markdown in which each macro that is not on the list is a word behind a backslash."""
    if not _BEGINS.search(text):
        return text
    return _MACRO.sub(lambda found: found[0] if _typesets(found) else f"\\{found[0]}", text)


def _typesets(found: re.Match[str]) -> bool:
    bracket, environment, _, name = found.groups()
    if bracket:
        return environment in _ENVIRONMENTS
    return name is None or name in _MACROS
