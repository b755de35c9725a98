"""Attributes by which a program reaches Python's own machinery, whoever looks for them.

The judge looks for them in an answer's text, and a room in what the answer looks up by a variable.
"""

from __future__ import annotations

import ast

_ATTRIBUTES_TEXT = """
    __subclasses__ __globals__ __builtins__ __code__ __closure__ __self__ __setattr__
    __getattribute__ __reduce__ __reduce_ex__ __func__ __loader__ __spec__ __instancecheck__
    __subclasscheck__ get_objects get_referrers get_referents currentframe getmembers_static
    import_item get_field read_pickle Unpickler _Unpickler ForkingPickler _ForkingPickler
    dup2 fdopen writev pwrite sendfile memfd_create
    tb_frame f_back f_globals f_locals f_builtins f_code f_trace f_lineno gi_frame gi_code
    cr_frame ag_frame _getframe _current_frames settrace setprofile addaudithook monitoring
    meta_path path_hooks modules _os _exit kill killpg input_transformers_post
    ast_transformers user_ns user_global_ns __wrapped__
"""
ATTRIBUTES = frozenset(_ATTRIBUTES_TEXT.split())
HARMLESS = frozenset({"_exit", "kill"})  # of no use against a judge in another process


def by_variable(node: ast.Call) -> str:
    """The function by which a call looks for an attribute, or sets it, by a variable; or ""."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    least, most = {"getattr": (2, 3), "setattr": (3, 3)}.get(name, (0, -1))
    plain = not node.keywords and not any(isinstance(part, ast.Starred) for part in node.args)
    if not (plain and least <= len(node.args) <= most):
        return ""
    return "" if isinstance(node.args[1], ast.Constant) else name
