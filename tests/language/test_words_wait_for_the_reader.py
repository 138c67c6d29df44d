"""A sentence that is made once, when the program starts, is translated later: for its reader."""

import ast

from deploy.messages import ROOT, sources

EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}
CODE = [path for path in sources() if path.suffix == ".py"]


def eager_names(tree):
    """What eager translation is called in this file."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in EAGER
    }


def calls_at_start(node, names):
    """Lines of calls outside functions, and in the defaults of their arguments."""
    if isinstance(node, ast.Lambda):
        return []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.decorator_list]
    else:
        parts = list(ast.iter_child_nodes(node))
    called = isinstance(node, ast.Call) and getattr(node.func, "id", "") in names
    found = [line for part in parts for line in calls_at_start(part, names)]
    return [node.lineno, *found] if called else found


def test_no_sentence_is_translated_when_the_program_starts():
    trees = {path.relative_to(ROOT): ast.parse(path.read_text()) for path in CODE}
    found = {path: calls_at_start(tree, eager_names(tree)) for path, tree in trees.items()}

    assert len(trees) > 200
    assert {str(path): lines for path, lines in found.items() if lines} == {}
