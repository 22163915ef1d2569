"""Tells what CPython's own tokenize and ast see in Python files.

Reads paths from standard input, and writes for each one that this interpreter
accepts a line "F path", the tokens ("T kind start end", offsets in bytes) and the
nodes of the tree ("A kind start end"). Comments, blank lines and the encoding are
left out, and a formatted string is one token. Nothing is run.
"""

import ast
import io
import re
import sys
import token
import tokenize
import warnings

NEW = sys.version_info >= (3, 12)  # tokenize and ast look into formatted strings
KINDS = {token.NAME: "name", token.NUMBER: "number", token.STRING: "string", token.OP: "op",
         token.NEWLINE: "newline", token.INDENT: "indent", token.DEDENT: "dedent"}
OPENS = {getattr(token, n, -1) for n in ("FSTRING_START", "TSTRING_START")}
CLOSES = {getattr(token, n, -1) for n in ("FSTRING_END", "TSTRING_END")}
NODES = ("Call Attribute Subscript Dict List Tuple Set Lambda IfExp BinOp UnaryOp Await Yield NamedExpr ListComp SetComp "
         "DictComp FunctionDef AsyncFunctionDef ClassDef Import ImportFrom Assign AnnAssign AugAssign Return").split()
if sys.version_info < (3, 9):  # has no tuples in subscripts, and other ends of functions
    for name in ("Tuple", "FunctionDef", "AsyncFunctionDef", "ClassDef"):
        NODES.remove(name)


class Places:
    """Offsets in bytes of the places that Python tells."""

    def __init__(self, data, encoding, lines, bom):
        self.encoding = encoding
        self.ascii = data.isascii()
        self.lines = lines
        self.starts, at = [], 3 if bom else 0
        for line in lines:
            self.starts.append(at)
            at += len(line.encode(encoding))
        self.end = at

    def chars(self, line, col):
        if line > len(self.lines):
            return self.end
        text = self.lines[line - 1]
        if col > len(text):
            col = len(text)
        return self.starts[line - 1] + (col if self.ascii else len(text[:col].encode(self.encoding)))

    def utf8(self, line, col):
        if line > len(self.lines):
            return self.end
        if self.ascii or self.encoding == "utf-8":
            return self.starts[line - 1] + col
        text = self.lines[line - 1].encode()[:col].decode()
        return self.starts[line - 1] + len(text.encode(self.encoding))


def tokens(data, places):
    deep, start = 0, None
    for t in tokenize.tokenize(io.BytesIO(data).readline):
        if t.type in OPENS:
            if deep == 0:
                start = places.chars(*t.start)
            deep += 1
        elif t.type in CLOSES:
            deep -= 1
            if deep == 0:
                yield "string", start, places.chars(*t.end)
        elif deep == 0 and t.type == token.ERRORTOKEN and not t.string.isspace():
            yield "error", places.chars(*t.start), places.chars(*t.end)
        elif deep == 0 and t.type in KINDS:
            kind = KINDS[t.type]
            at = places.chars(*t.start)
            if kind in ("dedent", "newline", "indent"):
                yield kind, 0, 0
            elif kind == "string" and b"\r" not in data:
                # 3.12 miscounts the last column of strings of several lines.
                yield kind, at, at + len(t.string.encode(places.encoding))
            else:
                yield kind, at, places.chars(*t.end)


def nodes(tree, places):
    todo = [tree]
    while todo:
        n = todo.pop()
        kind = type(n).__name__.replace("YieldFrom", "Yield")
        if isinstance(n, ast.Constant) and isinstance(n.value, (str, bytes)) or kind in ("JoinedStr", "TemplateStr"):
            yield ("Str", places.utf8(n.lineno, n.col_offset), places.utf8(n.end_lineno, n.end_col_offset))
            if NEW:
                todo.extend(fields(n))
            continue
        if kind in NODES:
            yield (kind, places.utf8(n.lineno, n.col_offset), places.utf8(n.end_lineno, n.end_col_offset))
        if kind == "match_case":
            todo.extend([n.guard] if n.guard else [])
            todo.extend(n.body)
            continue
        for name, value in ast.iter_fields(n):
            if name in ("type_params", "ctx", "op"):
                continue
            if kind == "TypeAlias" and name == "name":
                continue
            if isinstance(value, ast.AST):
                todo.append(value)
            elif isinstance(value, list):
                todo.extend(v for v in value if isinstance(v, ast.AST))


def fields(n):
    """The expressions in a formatted string."""
    for v in getattr(n, "values", []):
        if type(v).__name__ in ("FormattedValue", "Interpolation"):
            yield v.value
            if v.format_spec is not None:
                yield from fields(v.format_spec)


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="surrogateescape", write_through=False)
    for path in sys.stdin:
        path = path.rstrip("\n")
        with open(path, "rb") as f:
            data = f.read()
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
            bom = encoding == "utf-8-sig"
            encoding = "utf-8" if bom else encoding
            text = data[3 if bom else 0:].decode(encoding)
            tree = ast.parse(data)
            lines = Places(data, encoding, text.split("\n") and [p for p in re.split(r"(?<=\n)", text)], bom)
            broken = [p for p in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)]
            result = ["F %s\n" % path]
            result += ["T %s %d %d\n" % t for t in tokens(data, lines)]
            result += ["A %s %d %d\n" % a for a in nodes(tree, Places(data, encoding, broken, bom))]
        except (SyntaxError, UnicodeError, LookupError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as e:
            out.write("X %s %s\n" % (path, type(e).__name__))
            continue
        out.writelines(result)
    out.write("END\n")
    out.flush()


main()
