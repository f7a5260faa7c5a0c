"""Which processes make the product, on which ports."""

from cli.stack import Program

LOOPBACK = "http://127.0.0.1"


def product(web_port: int, rasa_port: int, actions_port: int) -> list[Program]:
    """web, rasa, actions and courier, ready to serve."""
    return [
        Program(
            "actions", "rasa", "actions.server", ("--port", str(actions_port)), f"{LOOPBACK}:{actions_port}/health"
        ),
        Program("rasa", "rasa", "bot.server", ("--port", str(rasa_port)), f"{LOOPBACK}:{rasa_port}/webhooks/ent/"),
        Program("web", "web", "web", ("--port", str(web_port)), f"{LOOPBACK}:{web_port}/aide"),
        Program("courier", "web", "cli", ("courier",)),
    ]


def emulated_ent(port: int, public_url: str, bot_url: str) -> Program:
    """The emulated ENT."""
    arguments = ("--port", str(port), "--public-url", public_url, "--bot-url", bot_url)
    return Program("emulator", "web", "emulator", arguments, f"{LOOPBACK}:{port}/auth/login")


def telegram() -> Program:
    """The robot that asks Telegram what came; it ends at once where there is no token."""
    return Program("telegram", "web", "cli", ("telegram", "--polling"))
