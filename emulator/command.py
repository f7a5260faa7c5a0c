"""The command line of the emulated ENT: its switches, and what to say to whoever starts it. Sentences are in texts.fr.yml."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from emulator.inferred import AS_READ, Inferred, UnknownReadingError, read_choices
from emulator.modules import MODULES
from emulator.options import Options, SameSite, SearchMode, Transformer
from emulator.seed import DEFAULT_SEED, read_seed
from emulator.texts import TEXTS

HELP: dict[str, str] = TEXTS["help"]
PUBLIC_URL, BOT_URL = "http://ent.localhost:8090", "http://bot.localhost:8091"


@dataclass(frozen=True)
class Start:
    """Everything that the command line says."""

    host: str
    port: int
    options: Options
    inferred: Inferred
    seed: Path
    public_urls: tuple[str, ...]


def read_arguments(arguments: Sequence[str] | None, program: str = "emulator") -> Start:
    """Those of the process when None; leaves with 2 and a sentence for what it does not know, with 0 after --help."""
    given = _parser(program).parse_args(arguments)
    urls = tuple(url.rstrip("/") for url in given.public_url or [PUBLIC_URL])
    inferred = AS_READ.changed(read_choices(given.inferred))
    return Start(given.host, given.port, _options(given, urls), inferred, given.seed, urls)


def _parser(program: str) -> ArgumentParser:
    parser = ArgumentParser(prog=program, description=TEXTS["program"])
    parser.add_argument("--host", default="127.0.0.1", help=HELP["host"])
    parser.add_argument("--port", type=int, default=8090, help=HELP["port"])
    parser.add_argument("--public-url", action="append", metavar="URL", help=HELP["public_url"])
    parser.add_argument("--bot-url", default=BOT_URL, metavar="URL", help=HELP["bot_url"])
    parser.add_argument("--connector-address", default="", metavar="URL", help=HELP["connector_address"])
    parser.add_argument("--seed", type=Path, default=DEFAULT_SEED, metavar="FICHIER", help=HELP["seed"])
    _project_switches(parser)
    return parser


def _project_switches(parser: ArgumentParser) -> None:
    """What the operator of a project decides, and what the contract only infers."""
    parser.add_argument("--same-site", choices=get_args(SameSite), default="Strict", help=HELP["same_site"])
    parser.add_argument("--transformer", choices=get_args(Transformer), default="on", help=HELP["transformer"])
    parser.add_argument("--search-mode", choices=get_args(SearchMode), default="light", help=HELP["search_mode"])
    parser.add_argument(
        "--without", action="append", default=[], choices=sorted(MODULES), metavar="MODULE", help=HELP["without"]
    )
    parser.add_argument("--openid-key", action="store_true", help=HELP["openid_key"])
    parser.add_argument("--admin-mfa", action="store_true", help=HELP["admin_mfa"])
    parser.add_argument("--mail-to-exercizer", action="store_true", help=HELP["mail_to_exercizer"])
    parser.add_argument("--csp", default="", metavar="CSP", help=HELP["csp"])
    readings = HELP["inferred"].format(names=", ".join(fact.name for fact in Inferred.facts()))
    parser.add_argument("--inferred", action="append", default=[], type=_reading, metavar="FAIT=other", help=readings)


def _reading(text: str) -> str:
    """`name=other`, checked here so that argparse says which one is wrong."""
    try:
        AS_READ.changed(read_choices([text]))
    except UnknownReadingError as error:
        raise ArgumentTypeError(HELP["unknown_reading"].format(reading=error)) from error
    return text


def _options(given: Namespace, urls: tuple[str, ...]) -> Options:
    """The first public address is the one of the mails and of the issuer; browsers may come back to the others too."""
    others = tuple(host for url in urls[1:] if (host := urlsplit(url).hostname))
    return Options(
        public_url=urls[0],
        bot_url=given.bot_url.rstrip("/"),
        safe_hosts=others,
        same_site=given.same_site,
        transformer=given.transformer,
        connector_address=given.connector_address,
        openid_key=given.openid_key,
        without=frozenset(given.without),
        admin_mfa=given.admin_mfa,
        mail_to_exercizer=given.mail_to_exercizer,
        search_mode=given.search_mode,
        content_security_policy=given.csp,
    )


def greeting(start: Start) -> str:
    """Where to go and who can sign in, in French; raises OSError or yaml.YAMLError when the seed cannot be read."""
    words: dict[str, str] = TEXTS["greeting"]
    ready = [user for user in read_seed(start.seed)["users"] if user.get("demo")]
    width = max((len(user["login"]) for user in ready), default=0)
    people = [f"  {user['login']:<{width}}  {user['first_name']} {user['last_name']}, {user['demo']}" for user in ready]
    passwords = sorted({user["password"] for user in ready})
    lines = [words["where"].format(urls=" ou ".join(start.public_urls)), "", words["who"], *people]
    lines += [words["password"].format(password=", ".join(passwords))]
    if start.options.without:
        lines.append(words["without"].format(modules=", ".join(sorted(start.options.without))))
    changed = [fact["name"] for fact in start.inferred.shown() if fact["reading"] == "other"]
    if changed:
        lines.append(words["inferred"].format(names=", ".join(changed)))
    return "\n".join(
        [*lines, "", words["door"].format(door=f"http://{start.host}:{start.port}/__test/"), words["stop"]]
    )
