"""Types tell the truth: `Any` never stands in the signature of a public function, method or value."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest


def mentions_any(annotation: ast.expr | None) -> bool:
    """Also inside a text annotation. What a coroutine sends and receives is nobody's business but the event loop's."""
    if annotation is None:
        return False
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    if isinstance(annotation, ast.Subscript):
        outer = ast.unparse(annotation.value)
        if outer == "Literal":
            return False
        if outer == "Annotated" and isinstance(annotation.slice, ast.Tuple):
            return mentions_any(annotation.slice.elts[0])
        if ast.unparse(annotation).startswith("Coroutine[Any, Any, ") and isinstance(annotation.slice, ast.Tuple):
            return mentions_any(annotation.slice.elts[-1])
    if isinstance(annotation, ast.Name):
        return annotation.id == "Any"
    return any(mentions_any(part) for part in ast.iter_child_nodes(annotation) if isinstance(part, ast.expr))


def untyped(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    """Line and name of what is public and says `Any`."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from untyped(node.body)
        elif isinstance(node, ast.AnnAssign) and mentions_any(node.annotation):
            if not (name := ast.unparse(node.target)).startswith("_"):
                yield node.lineno, name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (
            not node.name.startswith("_") or node.name in {"__init__", "__call__"}
        ):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            given = [argument.annotation for argument in arguments]
            if any(mentions_any(annotation) for annotation in [*given, node.returns]):
                yield node.lineno, node.name


def test_no_public_signature_says_any(modules: list[Path], root: Path) -> None:
    found = []
    for path in modules:
        if not path.stem.startswith("_") or path.stem == "__init__":
            body = ast.parse(path.read_text("utf-8")).body
            found += [f"{path.relative_to(root).as_posix()}:{line} {name}" for line, name in untyped(body)]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "def read(query: Any) -> int: ...",
        "def run(work: Callable[[], Coroutine[Any, Any, Any]]) -> int: ...",
        "def read() -> dict[str, Any]: ...",
        "def read() -> 'list[Any]': ...",
        "class Page:\n    rows: list[Any]",
        "class Page:\n    async def rows(self, *, of: Any) -> None: ...",
    ],
)
def test_any_is_found_in_public_places(source: str) -> None:
    assert list(untyped(ast.parse(source).body))


@pytest.mark.parametrize(
    "source",
    [
        "def _read(raw: Any) -> Any: ...",
        "class _Row:\n    raw: Any",
        "_raw: Any = 1",
        "def run(work: Callable[[], Coroutine[Any, Any, T]]) -> T: ...",
        "def run(*, mode: Annotated[str, Option('--from')], kind: Literal['Any', '--to']) -> None: ...",
    ],
)
def test_any_is_allowed_in_private_places(source: str) -> None:
    assert list(untyped(ast.parse(source).body)) == []
