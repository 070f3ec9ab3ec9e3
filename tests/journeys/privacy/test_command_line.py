"""What the command line puts on standard error, on a terminal and into files."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from nlconnect.cli import main
from nlconnect.connector import EntitySpec, connector
from tests.journeys.privacy.conftest import BACK, Scene
from tests.journeys.privacy.marks import SECRETS, TEXT, found_in, row
from tests.journeys.privacy.test_reading import ECHO
from tests.journeys.privacy.vendor import Vendor, answer, said, web_page

CATALOGUE = connector("exact").catalogue
EMPLOYEES = CATALOGUE.entity("payroll.Employees")
KEY = "00000000-0000-4000-8000-000000000000"
HARMLESS = {"string": "x", "guid": KEY, "int": 1, "int64": 1, "decimal": 1, "bool": True}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with a settings file on the same state; gives code, output and complaints."""
    settings = tmp_path / "nlconnect.toml"
    settings.write_text(
        f"""[logins.kantoor]
system = "exact"
base_url = "{scene.vendor.url}"
client_id = "client-1"
client_secret = "env:KLUIS"
redirect_uri = "{BACK}"
[profiles.acme]
login = "kantoor"
division = 5
[settings]
state = "sqlite:///{scene.folder / "state.db"}"
"""
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NLCONNECT_CONFIG", str(settings))
    monkeypatch.setenv("KLUIS", SECRETS["client secret"])
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        with pytest.raises(SystemExit) as ended:
            main(words)
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return command


def hidden_row(entity: EntitySpec) -> dict[str, object]:
    """A row with marks in all that `own-use` masks, asked for or not."""
    plain = {spec.wire: HARMLESS.get(spec.type) for spec in entity.fields if spec.tag.effective_level < 4}
    return {**row(entity), **plain, "Unheard": TEXT}


@pytest.mark.parametrize(
    ("entity", "to"),
    [
        *(("payroll.Employees", to) for to in ("-", "x.jsonl", "x.json", "x.csv", "x.xlsx", "x.parquet", "terminal")),
        ("crm.Accounts", "-"),
        ("mailbox.MailMessages", "-"),
    ],
)
def test_no_outlet_shows_what_own_use_masks_even_if_the_vendor_sends_it(
    scene: Scene, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entity: str, to: str
) -> None:
    spec = CATALOGUE.entity(entity)
    shown = [field.wire for field in spec.values if field.tag.effective_level < 4 and not field.is_key]
    scene.vendor.api = lambda method, target: answer(200, {"d": {"results": [hidden_row(spec)]}})
    if to == "terminal":
        monkeypatch.setattr("nlconnect.cli.listing.on_terminal", lambda: True)
        monkeypatch.setattr("nlconnect.cli.delivery.on_terminal", lambda: True)
    code, out, err = run("read", "acme", entity, *(() if to == "terminal" else ("--to", to)))
    assert code == (0 if shown else 2), err
    scene.watch.more += [out, err]
    if Path(to).exists():
        scene.watch.more.append(unpacked(tmp_path / to))
    scene.assert_silent()


def unpacked(path: Path) -> str:
    if path.suffix == ".xlsx":
        import zipfile

        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.read_table(path).to_pylist())
    return path.read_text("utf-8")


def test_what_own_use_shows_is_shown(scene: Scene, run: Run) -> None:
    """Else the test above could not fail."""
    scene.vendor.api = lambda method, target: answer(200, {"d": {"results": [row(EMPLOYEES)]}})
    code, out, err = run("read", "acme", "payroll.Employees")
    assert code == 0
    assert "Zwartvogel" in out
    assert found_in(err) == []


@pytest.mark.parametrize("debug", ["", "1"])
@pytest.mark.parametrize(
    ("content", "code"),
    [(said(400, ECHO), 5), (said(403, ECHO), 5), (said(404, ECHO), 5), (web_page(403), 5), (said(409, ECHO), 5)],
    ids=["400", "403", "404", "page", "409"],
)
def test_a_failure_tells_no_value_not_even_all_of_it(
    scene: Scene, run: Run, monkeypatch: pytest.MonkeyPatch, content: bytes, code: int, debug: str
) -> None:
    monkeypatch.setenv("NLCONNECT_DEBUG", debug)
    scene.vendor.api = lambda method, target: content
    ended, out, err = run("read", "acme", "crm.Accounts", "--where", f'name == "{TEXT}"')
    assert ended == code
    assert out == ""
    assert err
    scene.watch.more.append(err)
    scene.assert_silent()


@pytest.mark.parametrize(
    "condition",
    [f'nam == "{TEXT}"', f'name == "{TEXT}" and (', f'id == "{TEXT}"', f'credit_line_sales > "{TEXT}"', f'"{TEXT}"'],
)
def test_a_condition_that_is_wrong_is_not_repeated(scene: Scene, run: Run, condition: str) -> None:
    code, out, err = run("read", "acme", "crm.Accounts", "--where", condition)
    assert (code, out) == (2, "")
    assert found_in(err) == []


@pytest.mark.parametrize("status", [400, 401])
def test_a_sign_in_that_fails_tells_no_secret(scene: Scene, run: Run, status: int) -> None:
    scene.vendor.token = lambda method, target: said(status, f"{ECHO} {SECRETS['code']}")
    code, out, err = run("login", "--by-hand", given=f"{BACK}?code={SECRETS['code']}&state=x")
    assert code == 3
    scene.watch.more += [out, err]
    code, out, err = run("read", "acme", "crm.Accounts")
    assert code == 3
    scene.watch.more += [out, err]
    for words in (("login", "--status"), ("audit", "show", "--json"), ("audit", "verify"), ("profile", "list")):
        _, out, err = run(*words)
        scene.watch.more += [out, err]
    scene.assert_silent()


def test_a_vendor_cannot_steer_a_terminal(scene: Scene, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    steering = "\x1b]0;title\x07\x1b[31mred\x1b[0m\r\x9b2J\u202e[bold]x[/bold]"
    assert isinstance(scene.vendor, Vendor)
    journals = {"d": {"results": [{"ID": KEY, "Code": "70", "Description": steering}]}}
    scene.vendor.api = lambda method, target: answer(200, journals)
    monkeypatch.setattr("nlconnect.cli.listing.on_terminal", lambda: True)
    monkeypatch.setattr("nlconnect.cli.delivery.on_terminal", lambda: True)
    for words in (("read", "acme", "financial.Journals"), ("get", "acme", "financial.Journals", KEY)):
        code, out, _ = run(*words, "--select", "code,description")
        assert code == 0
        assert "[bold]x[/bold]" in out
        assert not {char for char in out if ord(char) < 32 and char != "\n"} | ({"\x9b", "\u202e"} & set(out))
    scene.vendor.api = lambda method, target: said(400, steering)
    code, _, err = run("read", "acme", "financial.Journals")
    assert code == 5
    assert not {char for char in err if not char.isprintable() and char != "\n"}
