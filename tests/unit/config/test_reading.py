"""The settings file: where it is found, what it says, and what is said about a wrong one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nlconnect.config import Config, McpSettings, Secret, read_config, read_file
from nlconnect.errors import ConfigError
from nlconnect.model.scope import Scope

WHOLE = """
[settings]
state = "sqlite:///state.db"
key = "keyring:nlconnect"

[settings.http]
backend = "httpx2"
timeout_seconds = 12
proxy = "env:PROXY"
ca_file = "own-ca.pem"
system_trust = true

[logins.kantoor]
system = "exact"
site = "nl"
client_id = "abc"
client_secret = "env:EXACT_SECRET"
redirect_uri = "https://example.com/back"
user = "jan"

[logins.mock]
system = "exact"
base_url = "http://127.0.0.1:8031"

[profiles.acme-exact]
login = "kantoor"
division = 123456
purpose = "sales-report"

[pulls.openstaande-posten]
profile = "acme-exact"
entity = "ReceivablesList"
select = ["AccountName", "DueDate"]
where = "amount_dc >= 100"
order_by = "-invoice_date, amount_dc"
limit = 10
to = "debiteuren.xlsx"
excel = "nl"
division = [1, 2]
"""

Writer = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write(text: str) -> Path:
        path = tmp_path / "nlconnect.toml"
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        return path

    return write


@pytest.fixture
def config(written: Writer) -> Config:
    return read_file(written(WHOLE))


def test_a_login_has_its_app_and_site(config: Config) -> None:
    login = config.login("kantoor")
    assert (login.system, login.site, login.client_id, login.user) == ("exact", "nl", "abc", "jan")
    assert login.redirect_uri == "https://example.com/back"
    assert str(login.client_secret) == "env:EXACT_SECRET"


def test_a_profile_has_its_login_scope_and_purpose(config: Config) -> None:
    profile = config.profile("acme-exact")
    assert profile.login is config.login("kantoor")
    assert profile.scope == Scope(division=123456)
    assert profile.purpose == "sales-report"


def test_a_pull_is_a_saved_read(config: Config) -> None:
    pull = config.pull("openstaande-posten")
    assert (pull.profile, pull.entity, pull.to, pull.excel, pull.limit) == (
        "acme-exact",
        "ReceivablesList",
        "debiteuren.xlsx",
        "nl",
        10,
    )
    assert pull.select == ("AccountName", "DueDate")
    assert pull.order_by == ("-invoice_date", "amount_dc")
    assert pull.division == (1, 2)


@pytest.mark.parametrize(("text", "division"), [('"all"', "all"), ("7", (7,)), ("[7, 8]", (7, 8))])
def test_a_pull_takes_one_several_or_all_divisions(written: Writer, text: str, division: object) -> None:
    file = written(f'[pulls.a]\nprofile = "p"\nentity = "E"\ndivision = {text}')
    assert read_file(file).pull("a").division == division


def test_settings_hold_for_all_logins(config: Config, tmp_path: Path) -> None:
    assert config.settings.key == "keyring:nlconnect"
    http = config.settings.http
    assert (http.backend, http.timeout_seconds, http.system_trust) == ("httpx2", 12.0, True)
    assert str(http.proxy) == "env:PROXY"


def test_relative_paths_start_from_the_file(config: Config, tmp_path: Path) -> None:
    assert config.settings.state == f"sqlite:///{tmp_path / 'state.db'}"
    assert config.settings.http.ca_file == tmp_path / "own-ca.pem"


def test_a_state_elsewhere_is_left_as_written(written: Writer) -> None:
    for url in ("memory", "postgresql://host/state", "sqlite:////var/state.db"):
        assert read_file(written(f'[settings]\nstate = "{url}"')).settings.state == url


def test_the_nearest_file_upwards_is_read(tmp_path: Path, written: Writer) -> None:
    written("")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert read_config(deep, environ={}).path == tmp_path / "nlconnect.toml"
    (tmp_path / "a" / "nlconnect.toml").write_text("")
    assert read_config(deep, environ={}).path == tmp_path / "a" / "nlconnect.toml"


def test_the_environment_names_another_file(tmp_path: Path, written: Writer) -> None:
    path = written(WHOLE)
    assert read_config(Path("/"), environ={"NLCONNECT_CONFIG": str(path)}).path == path
    with pytest.raises(ConfigError, match="NLCONNECT_CONFIG names"):
        read_config(tmp_path, environ={"NLCONNECT_CONFIG": str(tmp_path / "gone.toml")})


def test_the_users_folder_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    file = tmp_path / "home" / "nlconnect" / "nlconnect.toml"
    file.parent.mkdir(parents=True)
    file.write_text(WHOLE)
    assert read_config(tmp_path, environ={}).path == file


def test_without_a_file_everything_is_at_its_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    config = read_config(tmp_path, environ={})
    assert config.path is None
    assert config.settings.state is None
    with pytest.raises(ConfigError, match="there is no settings file") as caught:
        config.profile("acme")
    assert str(tmp_path / "nlconnect.toml") in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "meant"), [("profile", "acme-exakt", "acme-exact"), ("login", "Kantor", "kantoor")]
)
def test_a_wrong_name_gets_the_nearest_and_the_file(config: Config, kind: str, name: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"Did you mean {meant}") as caught:
        getattr(config, kind)(name)
    assert str(config.path) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[profile.a]", "Did you mean profiles?"),
        ('[logins.a]\nsystem = "exact"\nclientid = "x"', "Did you mean client_id"),
        ('[logins.a]\nsite = "nl"', "logins.a names no system"),
        ("[logins.a]\nsystem = 1", "logins.a.system should be a text"),
        ('[logins.a]\nsystem = "exact"\nbase_url = "start.exactonline.nl"', "no web address"),
        ('[logins.a]\nsystem = "exact"\nlogin_url = "http://start.exactonline.nl"', "not encrypted"),
        ("[profiles.a]\ndivision = 1", "profiles.a names no login"),
        ('[logins.kantoor]\nsystem = "exact"\n[profiles.a]\nlogin = "kantor"', "Did you mean kantoor?"),
        ('[logins.k]\nsystem = "x"\n[profiles.a]\nlogin = "k"\ndivison = 1', "Did you mean division?"),
        ('[logins.k]\nsystem = "x"\n[profiles.a]\nlogin = "k"\ndivision = [1]', "should be a number or a text"),
        ('[pulls.a]\nprofile = "p"', "pulls.a names no entity"),
        ('[pulls.a]\nprofile = "p"\nentity = "E"\ncolumns = []', "pulls.a has no key 'columns'"),
        ('[pulls.a]\nprofile = "p"\nentity = "E"\nlimit = 0', "limit should be a number above 0"),
        ('[pulls.a]\nprofile = "p"\nentity = "E"\nselect = 3', "select should be a list"),
        ('[pulls.a]\nprofile = "p"\nentity = "E"\ndivision = "one"', "division should be"),
        ('[settings]\nproxy = "x"', "settings has no key 'proxy'"),
        ('[settings.http]\nbackend = "requests"', "Choose from: httpx, httpx2"),
        ('[settings.http]\ntimeout = "x"', "Did you mean timeout_seconds"),
        ("[settings.http]\ntimeout_seconds = 0", "above 0"),
        ('[settings.http]\nsystem_trust = "yes"', "true or false"),
        ('[settings]\naudit_retention = "a while"', "number of days"),
        ('[settings]\naudit_retention = "3 weeks"', "at least a month"),
        ('[settings.mcp]\nissuer = "https://x.test"', "settings.mcp names no resource"),
        ('[settings.mcp]\nresource = "https://x.test/mcp"', "settings.mcp names no issuer"),
        ('[settings.mcp]\nresource = "https://x.test/mcp"\nissuer = "http://x.test"', "settings.mcp.issuer is not"),
        ('[settings.mcp]\nresource = "x.test"\nissuer = "https://x.test"', "settings.mcp.resource is no web address"),
        ('[settings.mcp]\nresource = "https://x.test"\nissuer = "https://x.test"\nscope = "a"', "Did you mean scopes"),
        ("logins = 3", "logins should be a table"),
        ("[logins", "no valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(written: Writer, text: str, said: str) -> None:
    path = written(text)
    with pytest.raises(ConfigError) as caught:
        read_file(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_in_another_encoding_is_told(written: Writer) -> None:
    path = written("")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_file(path)


def test_a_mock_on_this_machine_needs_no_encryption(config: Config) -> None:
    assert config.login("mock").base_url == "http://127.0.0.1:8031"


def test_a_system_of_its_own_kind_may_ask_for_more(written: Writer) -> None:
    text = '[logins.a]\nsystem = "afas"\nenvironment = "12345"\ntoken = "env:AFAS_TOKEN"'
    extra = read_file(written(text)).login("a").extra
    assert extra["environment"] == "12345"
    assert isinstance(extra["token"], Secret)


def test_a_bare_secret_in_a_readable_file_is_warned_about(written: Writer) -> None:
    path = written('[logins.a]\nsystem = "exact"\nclient_secret = "hush"')
    assert read_file(path).warnings == ()
    path.chmod(0o644)
    (warning,) = read_file(path).warnings
    assert "chmod 600" in warning
    assert "hush" not in warning


def test_secrets_never_show_themselves(written: Writer) -> None:
    text = (
        '[logins.a]\nsystem = "x"\nclient_secret = "hush"\ntoken = "hush"\n[settings.http]\nproxy = "http://u:hush@p"'
    )
    config = read_file(written(text))
    assert "hush" not in repr(config)
    assert "hush" not in str(config)
    secret = config.login("a").client_secret
    assert secret is not None
    assert "hush" not in f"{secret} {secret!r} {secret.reveal()!r}"
    assert secret.reveal().get_secret_value() == "hush"


def test_a_secret_is_fetched_when_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("from a file\n")
    monkeypatch.setenv("EXACT_SECRET", "from the environment")
    assert Secret("file:secret.txt", tmp_path).reveal().get_secret_value() == "from a file"
    assert Secret("env:EXACT_SECRET").reveal().get_secret_value() == "from the environment"


@pytest.mark.parametrize(
    ("source", "said"),
    [("env:NOT_THERE", "NOT_THERE is not set"), ("file:not-there", "cannot be read"), ("file:empty", "is empty")],
)
def test_a_secret_that_is_not_there_is_told_by_its_place(tmp_path: Path, source: str, said: str) -> None:
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(ConfigError, match=said):
        Secret(source, tmp_path).reveal()


def test_a_machine_without_keyring_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ConfigError, match="keyring"):
        Secret("keyring:exact").reveal()


def test_reading_the_file_loads_nothing_heavy(written: Writer) -> None:
    program = "import sys; from pathlib import Path; from nlconnect.config import read_file;"
    program += f"read_file(Path({str(written(WHOLE))!r})); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pydantic", "pydantic_settings", "tomlkit", "keyring", "httpx"} & set(loaded)


LOGIN = '[logins.kantoor]\nsystem = "exact"\n'


@pytest.mark.parametrize("key", ["base_url", "login_url"])
@pytest.mark.parametrize(
    "url",
    [
        "https://me:pass@start.exactonline.nl",
        "https://start.exactonline.nl\\\\@evil.example",
        "https://[start.exactonline.nl",
        "http://127.0.0.1.evil.example",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_hides_another_is_refused(written: Writer, key: str, url: str) -> None:
    with pytest.raises(ConfigError, match=key) as caught:
        read_file(written(f'{LOGIN}{key} = "{url}"'))
    assert "pass" not in str(caught.value).replace(str(caught.value).partition(":")[0], "")


def test_a_file_that_is_nested_without_end_is_told(written: Writer) -> None:
    with pytest.raises(ConfigError, match="nested too deep"):
        read_file(written(f"a = {'[' * 100_000}"))


def test_a_file_in_another_encoding_is_not_repeated(written: Writer, tmp_path: Path) -> None:
    (tmp_path / "nlconnect.toml").write_bytes(b'client_secret = "hush-hush\xff"')
    with pytest.raises(ConfigError) as caught:
        read_file(tmp_path / "nlconnect.toml")
    assert caught.value.__cause__ is None


def test_the_password_of_a_database_is_in_no_repr(written: Writer) -> None:
    assert "hush" not in repr(read_file(written('[settings]\nstate = "postgresql://me:hush@host/state"')))


def test_a_found_file_that_everybody_can_change_is_not_read(written: Writer, tmp_path: Path) -> None:
    path = written(WHOLE)
    path.chmod(0o666)
    with pytest.raises(ConfigError, match="every user can change"):
        read_config(tmp_path, environ={})
    assert read_config(tmp_path, environ={"NLCONNECT_CONFIG": str(path)}).found is False


def test_a_found_file_of_another_user_is_not_read(
    written: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(WHOLE)
    path.chmod(0o600)
    monkeypatch.setattr("nlconnect.config.reading._owners", lambda: (path.stat().st_uid + 1,))
    with pytest.raises(ConfigError, match="another user") as caught:
        read_config(tmp_path, environ={})
    assert "export NLCONNECT_CONFIG=" in str(caught.value)


def test_a_found_file_does_not_bring_its_own_authority(written: Writer, tmp_path: Path) -> None:
    path = written('[settings.http]\nca_file = "evil.pem"')
    with pytest.raises(ConfigError, match="certificate authority"):
        read_config(tmp_path, environ={})
    assert read_config(tmp_path, environ={"NLCONNECT_CONFIG": str(path)}).settings.http.ca_file is not None
    written('[settings.http]\nca_file = "/etc/ssl/certs/ours.pem"')
    assert read_config(tmp_path, environ={}).found is True


def test_what_only_some_systems_ask_for_is_read(written: Writer) -> None:
    path = written(
        """
[logins.afas]
system = "afas"
environment = 12345
token = "env:AFAS_TOKEN"
api_key = "keyring:key"
api_token = "file:omgeving.txt"

[logins.graph]
system = "graph"
tenant = "acme.example"
client_id = "c"
certificate = "app.pem"
grant = "client_credentials"
scopes = "Mail.Read"
"""
    )
    logins = read_file(path).logins
    assert logins["afas"].extra == {
        "environment": "12345",
        "token": Secret("env:AFAS_TOKEN", path.parent),
        "api_key": Secret("keyring:key", path.parent),
        "api_token": Secret("file:omgeving.txt", path.parent),
    }
    assert logins["graph"].extra == {
        "tenant": "acme.example",
        "certificate": Secret("file:app.pem", path.parent),
        "grant": "client_credentials",
        "scopes": "Mail.Read",
    }
    assert not logins["graph"].has_bare_secret, "a certificate is the name of a file"


def test_a_token_in_the_file_is_warned_about_and_never_shown(written: Writer) -> None:
    path = written('[logins.afas]\nsystem = "afas"\ntoken = "<token>hush</token>"\n')
    path.chmod(0o644)
    config = read_file(path)
    assert config.logins["afas"].has_bare_secret
    assert "hush" not in f"{config!r} {config.warnings}"
    assert config.warnings


@pytest.mark.parametrize(
    ("said", "days"),
    [("", 7 * 366), ('audit_retention = "2 years"', 732), ('audit_retention = "for good"', None)],
)
def test_the_audit_log_is_kept_as_long_as_the_settings_say(written: Writer, said: str, days: int | None) -> None:
    assert read_file(written(f"[settings]\n{said}\n")).settings.audit_days == days


def test_whose_tokens_open_the_server_of_agents(written: Writer) -> None:
    text = """
[settings.mcp]
resource = "https://assistent.voorbeeld.test/mcp"
issuer = "https://login.voorbeeld.test"
scopes = ["nlconnect.use"]
"""
    guard = read_file(written(text)).settings.mcp
    assert guard == McpSettings(
        resource="https://assistent.voorbeeld.test/mcp",
        issuer="https://login.voorbeeld.test",
        scopes=("nlconnect.use",),
    )
    assert read_file(written("")).settings.mcp is None
