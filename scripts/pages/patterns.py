"""An expression of the source that makes a text → the texts it can make, what differs from run to run as `…`."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import islice, product

GAP = "…"
WORD = re.compile(r"[^\W\d_]{2}")
LETTERS = 3  # an ending that is there or not, such as `s`
MOST = 40  # alternatives of one text; none has so many

Names = Mapping[str, list[str]]


def texts_of(node: ast.expr, names: Names) -> list[str]:
    """Return the texts that an expression can make; none where nothing of them stands in the source.

    `names` holds the texts of names that the expression may use.
    """
    return [text for text in parts_of(node, names) if WORD.search(text)]


def parts_of(node: ast.expr, names: Names) -> list[str]:
    """Return the same, with those that do not stand in the source where others do."""
    found = list(dict.fromkeys(map(_tidy, islice(_texts(node, names), MOST))))
    return found if any(map(WORD.search, found)) else []


def _texts(node: ast.expr, names: Names) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield from map("".join, product(*(list(_texts(part, names)) for part in parts)))
        case ast.FormattedValue(value=inner):
            yield from _texts(inner, names)
        case ast.Name(id=name) | ast.Call(func=ast.Name(id=name)) if name in names:
            yield from names[name]
        case ast.IfExp(body=one, orelse=other):
            yield from _alternatives([*_texts(one, names), *_texts(other, names)])
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from map("".join, product(list(_texts(left, names)), list(_texts(right, names))))
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mult()):
            yield f"({text})"
        case ast.BoolOp(op=ast.Or(), values=values):
            yield from dict.fromkeys(text for value in values for text in _texts(value, names))
        case ast.Call(func=ast.Attribute(value=inner, attr="strip" | "rstrip")):
            yield from _texts(inner, names)
        case _:
            yield GAP


def _alternatives(texts: list[str]) -> list[str]:
    """Return texts to choose from: an ending that is there or not in parentheses, of two texts both."""
    ending = "".join(texts)
    return [f"({ending})"] if "" in texts and len(ending) <= LETTERS and GAP not in texts else texts


def _tidy(text: str) -> str:
    return re.sub(rf"{GAP}(?:[ ]?{GAP})+", GAP, text)
