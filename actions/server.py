"""Serve the acts to Rasa: loopback unless the settings say another address, a shared secret, and no echo.

The stock runner listens on every address, lists its actions to anyone, and answers an exception with the whole request: tracker,
and so the pupil's words. This one has a single route, refuses whoever does not know the secret, and answers an error with a code.
"""

import logs

if __name__ == "__main__":
    logs.configure()  # before the rest is imported: an import may fail too

import argparse
import hmac
import logging
import os
import sys

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.action_deposit_handoff import ActionDepositHandoff
from database import DatabaseRefused
from handoff.server_keys import open_with_keys
from logs.traces import private_files
from settings import Settings, SettingsError
from supervision.life import ThreadsAnswer
from supervision.notify import Notifier
from supervision.sanic_server import supervise
from vault import KeyRing

MAX_REQUEST_BYTES = 64_000

logger = logging.getLogger("parlons_en.actions")


def create_app(executor: ActionExecutor, secret: str) -> Sanic:
    """The Sanic application with /webhook and /health only."""
    app = Sanic("parlons_en_actions", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.executor = executor
    app.ctx.secret = secret.encode()
    app.add_route(run_action, "/webhook", methods=["POST"])
    app.add_route(health, "/health", methods=["GET"])
    return app


async def health(_request: Request) -> HTTPResponse:
    """Answers once the process is up."""
    return json({"status": "ok"})


async def run_action(request: Request) -> HTTPResponse:
    """Run the act that Rasa names; whatever fails, nothing of the request is said back."""
    if not _is_rasa(request):
        return json({"error": "forbidden"}, status=401)
    try:
        return json(await request.app.ctx.executor.run(request.json))
    except ActionNotFoundException:
        return json({"error": "unknown action", "action_name": ""}, status=404)
    except ActionExecutionRejection:
        return json({"error": "refused", "action_name": ""}, status=400)
    except Exception as error:  # noqa: BLE001 (the stock handler would echo the tracker)
        logger.error("action failed kind=%s", type(error).__name__)  # noqa: TRY400
        return json({"error": "action failed"}, status=500)


def _is_rasa(request: Request) -> bool:
    given = request.headers.get("Authorization", "").encode("utf-8", "replace")  # Sanic lets broken bytes through
    return hmac.compare_digest(given, b"Bearer " + request.app.ctx.secret)


def our_executor() -> ActionExecutor:
    """An executor that knows our acts."""
    executor = ActionExecutor()
    executor.register_action(ActionDepositHandoff())
    return executor


def main() -> None:
    """Start the server."""
    parser = argparse.ArgumentParser(prog="python -m actions.server")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    private_files()
    try:
        settings = Settings.from_env(os.environ)
        # an act opens its own, later: what would fail then fails now
        open_with_keys(settings.database_url, KeyRing(settings.server_keys)).dispose()
    except (SettingsError, DatabaseRefused) as error:
        sys.exit(str(error))
    app = create_app(our_executor(), settings.actions_secret)
    supervise(app, Notifier.of(os.environ, os.getpid()), (ThreadsAnswer(),))
    app.run(host=settings.listen, port=arguments.port, access_log=False, debug=False, motd=False, single_process=True)


if __name__ == "__main__":
    main()
