"""Every snippet of the README and the guide runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.config import read_file
from nlconnect.policy import policy_of
from tests.docs.snippets import Reader, blocks_of, pages_of, shows

ROOT = Path(__file__).parents[2]
PROFILE = "acme-exact"
POLICY = "policy.toml"


@pytest.fixture(scope="session")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose profile is signed in to a mock that answers as fast as it can."""
    folder = tmp_path_factory.mktemp("signed-in")
    with Reader(folder) as reader:
        reader.start("nlconnect mock exact --info mock.json --quota off")
        reader.follow(
            f"```console\n$ nlconnect profile add {PROFILE} --from mock.json\n$ nlconnect login {PROFILE}\n```"
        )
        yield folder


@pytest.mark.parametrize("page", list(pages_of(ROOT)), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_snippet_of_the_page_runs(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text("utf-8")
    bodies = "".join(block.body for block in blocks_of(text) if block.runs)
    environment = {}
    if PROFILE in bodies and "nlconnect profile add" not in bodies:
        folder: Path = request.getfixturevalue("signed_in")
        (tmp_path / "nlconnect.toml").write_text((folder / "nlconnect.toml").read_text("utf-8"), "utf-8")
        environment = {"HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "home" / "state")}
    with Reader(tmp_path, environment) as reader:
        reader.follow(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(block.body, id=f"{page.stem}:{block.line}")
        for page in pages_of(ROOT)
        for block in blocks_of(page.read_text("utf-8"))
        if block.language == "toml" and block.title != POLICY
    ],
)
def test_every_settings_file_of_the_guide_is_one(text: str, tmp_path: Path) -> None:
    path = tmp_path / "nlconnect.toml"
    path.write_text(text, "utf-8")
    config = read_file(path)
    assert config.logins or config.profiles or config.pulls or config.settings.http.proxy or config.settings.mcp
    assert config.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(block.body, id=f"{page.stem}:{block.line}")
        for page in pages_of(ROOT)
        for block in blocks_of(page.read_text("utf-8"))
        if block.title == POLICY
    ],
)
def test_every_policy_of_the_guide_is_one(text: str) -> None:
    assert policy_of(text).purposes


def test_a_page_is_followed_from_top_to_bottom(tmp_path: Path) -> None:
    page = """
    Text before.

```python title="greeting.py"
WORD = "good morning"
```

```python
import greeting
from pathlib import Path

Path("said.txt").write_text(greeting.WORD)
```

```console
$ cat said.txt
good morning
$ echo one; echo anything; echo three
one
...
three
```

<!-- exits 3 -->
```console
$ exit 3
```

<!-- not run: it would fail -->
```console
$ false
```
"""
    with Reader(tmp_path, {"PYTHONPATH": str(tmp_path)}) as reader:
        reader.follow(page)


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ("```console\n$ false\n```", "exit code 1"),
        ("```console\n$ echo yes\nno\n```", "printed"),
        ("```python\nraise SystemExit('wrong')\n```", "wrong"),
        ("<!-- exits 2 -->\n```console\n$ true\n```", "exit code 0"),
        ("<!-- background -->\n```console\n$ bash -c 'exit 5' --info never.json\n```", "ended with 5"),
    ],
)
def test_a_page_that_does_not_tell_the_truth_fails(tmp_path: Path, block: str, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint), Reader(tmp_path) as reader:
        reader.follow(f"first line\n\n{block}\n")


def test_a_server_in_the_background_is_awaited_and_ended(tmp_path: Path) -> None:
    page = """
<!-- background -->
```console
$ bash -c 'touch ready.json; exec tail -f /dev/null' --info ready.json
```

```console
$ test -e ready.json
```
"""
    with Reader(tmp_path) as reader:
        reader.follow(page)
        (server,) = reader.servers
        assert server.poll() is None
    assert server.poll() is not None


def test_an_exemption_gives_its_reason() -> None:
    (block,) = blocks_of("<!-- not run: -->\n```console\n$ false\n```")
    assert block.runs


def test_a_block_in_a_list_loses_its_indent() -> None:
    (block,) = blocks_of("1. First\n\n    ```python\n    if True:\n        print(1)\n    ```\n")
    assert block.body == "if True:\n    print(1)\n"


@pytest.mark.parametrize(
    ("expected", "output", "matches"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a  \n  b\n", "a\nb", True),
        ("a\n...\nz\n", "a\nmany\nlines\nz\n", True),
        ("total ... of 60\n", "total 17 of 60\n", True),
        ("a\n", "a\nb\n", False),
    ],
)
def test_dots_on_a_page_stand_for_anything(expected: str, output: str, matches: bool) -> None:
    assert shows(expected, output) is matches
