"""Which processes make the product, on which ports."""

from cli.stack import Program

LOOPBACK = "http://127.0.0.1"


def product(web_port: int, rasa_port: int, actions_port: int) -> list[Program]:
    """web, rasa, actions and courier, ready to serve."""
    return [
        _ours("actions", "rasa", "actions.server", actions_port),
        _ours("rasa", "rasa", "bot.server", rasa_port),
        _ours("web", "web", "web", web_port),
        Program("courier", "web", "cli", ("courier",), notifies=True),
    ]


def _ours(name: str, environment: str, module: str, port: int) -> Program:
    return Program(name, environment, module, ("--port", str(port)), f"{LOOPBACK}:{port}/", notifies=True)


def emulated_ent(port: int, public_url: str, bot_url: str) -> Program:
    """The emulated ENT."""
    arguments = ("--port", str(port), "--public-url", public_url, "--bot-url", bot_url)
    return Program("emulator", "web", "emulator", arguments, f"{LOOPBACK}:{port}/auth/login")


def telegram() -> Program:
    """The robot that asks Telegram what came; it ends at once where there is no token."""
    return Program("telegram", "web", "cli", ("telegram", "--polling"))
