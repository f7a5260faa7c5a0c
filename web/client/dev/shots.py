"""Pictures of every state, in a folder: `python dev/shots.py http://bot.localhost:8199 /tmp/shots [name…]`, with dev/fake-web.mjs running.

For the eye, not for the machine: nothing is compared.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Locator, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MOBILE, FRAME, DESK, ZOOMED = (360, 740), (400, 640), (1280, 800), (320, 256)
BOT, FOLDER = sys.argv[1], Path(sys.argv[2])


def by(page: Page, testid: str) -> Locator:
    return page.get_by_test_id(testid)


def say(page: Page, text: str) -> None:
    by(page, "write").fill(text)
    by(page, "send").click()


def greet(page: Page) -> None:
    page.goto(f"{BOT}/assistant")
    by(page, "bubble-bot").first.wait_for()


def answered(page: Page, text: str) -> None:
    greet(page)
    count = by(page, "message").count() + by(page, "message-urgent").count()
    say(page, text)
    page.wait_for_function("n => document.querySelectorAll('.message').length > n", arg=count)


def readers(page: Page) -> None:
    answered(page, "ils se moquent de moi tous les jours dans le couloir")
    by(page, "choice-handoff").click()
    with page.expect_popup():
        by(page, "sign-in-fallback").click()
    by(page, "step-readers").wait_for()


def question(page: Page) -> None:
    readers(page)
    by(page, "readers-next").click()


def word(page: Page) -> None:
    question(page)
    by(page, "harm-no").check()
    by(page, "question-next").click()
    by(page, "text-next").click()


def summary(page: Page) -> None:
    word(page)
    if by(page, "word").count():
        by(page, "word").fill("cerise")
    else:
        for name in ("lune", "soleil", "clé"):
            page.locator(f"[data-name='{name}']").click()
    by(page, "word-next").click()


def yes(page: Page) -> None:
    question(page)
    by(page, "harm-yes").check()


def text(page: Page) -> None:
    question(page)
    by(page, "harm-unsure").check()
    by(page, "question-next").click()


def sent(page: Page) -> None:
    summary(page)
    by(page, "summary-next").click()
    by(page, "transcript").wait_for()


def waiting(page: Page) -> None:
    greet(page)
    say(page, "lent")
    by(page, "waiting").wait_for()


def stalled(page: Page) -> None:
    greet(page)
    say(page, "panne")
    by(page, "turn-waiting").wait_for()


def lost(page: Page) -> None:
    greet(page)
    say(page, "coupe")
    by(page, "turn-waiting").wait_for()


def state(page: Page) -> None:
    answered(page, "nouvelles")
    with page.expect_popup():
        by(page, "sign-in-fallback").click()
    by(page, "word").fill("cerise")
    by(page, "state-word-next").click()
    by(page, "state").wait_for()


def primary(page: Page) -> None:
    page.goto(f"{BOT}/assistant?register=primaire")
    by(page, "bubble-bot").first.wait_for()
    say(page, "il me tape à la récré")
    by(page, "choice-handoff").wait_for()


def pictures(page: Page) -> None:
    primary(page)
    by(page, "choice-handoff").click()
    with page.expect_popup():
        by(page, "sign-in-fallback").click()
    by(page, "readers-next").click()
    by(page, "harm-no").check()
    by(page, "question-next").click()
    by(page, "text-next").click()
    for name in ("lune", "soleil"):
        page.locator(f"[data-name='{name}']").click()


def numbers(page: Page) -> None:
    greet(page)
    by(page, "numbers").click()


def counter(page: Page) -> None:
    greet(page)
    by(page, "write").fill("a" * 2010)


def exit_keys(page: Page) -> None:
    greet(page)
    page.keyboard.press("Shift")


def sign_in(page: Page) -> None:
    answered(page, "adultes")
    by(page, "sign-in-fallback").wait_for()


def aide(page: Page) -> None:
    page.goto(f"{BOT}/aide")


def in_the_ent(page: Page) -> None:
    page.goto(BOT.replace("bot.", "ent.") + "/")
    page.get_by_role("button").click()
    page.frame_locator("#iframe-bot").get_by_test_id("bubble-bot").first.wait_for()
    page.wait_for_timeout(300)


def desk_out(page: Page) -> None:
    page.goto(f"{BOT}/desk")
    by(page, "sign-in").wait_for()


def desk_enrol(page: Page) -> None:
    desk_out(page)
    by(page, "sign-in-go").click()
    by(page, "enrol").wait_for()
    by(page, "passphrase-suggest").click()


def desk_list(page: Page) -> None:
    desk_enrol(page)
    by(page, "passphrase-again").fill(by(page, "passphrase").input_value())
    by(page, "passphrase-noted").check()
    by(page, "enrol-go").click()
    by(page, "entry").first.wait_for(timeout=30_000)


def desk_read(page: Page) -> None:
    desk_list(page)
    by(page, "entry").first.click()
    by(page, "words").wait_for()
    by(page, "take").click()
    by(page, "taken").wait_for()


def desk_flaw(page: Page) -> None:
    desk_list(page)
    by(page, "entry").nth(1).click()
    by(page, "flaw").wait_for()


def desk_unlock(page: Page) -> None:
    desk_list(page)
    page.reload()
    by(page, "unlock").wait_for()


SCENES: dict[str, tuple[Callable[[Page], None], tuple[tuple[int, int], ...]]] = {
    "greeting": (greet, (MOBILE, FRAME, ZOOMED)),
    "disclosure": (lambda page: answered(page, "ils se moquent de moi"), (MOBILE, FRAME)),
    "danger": (lambda page: answered(page, "danger"), (MOBILE, FRAME, ZOOMED)),
    "cards": (lambda page: answered(page, "numeros"), (MOBILE, DESK)),
    "waiting": (waiting, (FRAME,)),
    "stalled": (stalled, (MOBILE,)),
    "lost": (lost, (FRAME,)),
    "counter": (counter, (MOBILE,)),
    "exit-keys": (exit_keys, (FRAME,)),
    "numbers": (numbers, (FRAME,)),
    "sign-in": (sign_in, (MOBILE,)),
    "readers": (readers, (MOBILE, FRAME)),
    "question": (question, (MOBILE,)),
    "yes": (yes, (MOBILE,)),
    "text": (text, (MOBILE,)),
    "word": (word, (MOBILE,)),
    "summary": (summary, (MOBILE, FRAME)),
    "sent": (sent, (MOBILE,)),
    "state": (state, (MOBILE,)),
    "primary": (primary, (MOBILE,)),
    "pictures": (pictures, (MOBILE,)),
    "aide": (aide, (MOBILE, DESK)),
    "ent": (in_the_ent, (MOBILE, DESK)),
    "desk-out": (desk_out, (DESK,)),
    "desk-enrol": (desk_enrol, (DESK,)),
    "desk-list": (desk_list, (DESK,)),
    "desk-read": (desk_read, (DESK, MOBILE)),
    "desk-flaw": (desk_flaw, (DESK,)),
    "desk-unlock": (desk_unlock, (DESK,)),
}


Scheme = Literal["dark", "light"]


def shoot(
    context: BrowserContext, name: str, act: Callable[[Page], None], size: tuple[int, int], scheme: Scheme
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    page.on("console", lambda message: print(f"  console {name}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: print(f"  error {name}: {error}"))
    page.goto(f"{BOT}/reset")
    try:
        act(page)
        page.wait_for_timeout(350)
    except Exception as error:
        print(f"  failed {name}: {str(error).splitlines()[0]}")
    page.screenshot(path=FOLDER / f"{name}-{size[0]}-{scheme}.png")
    page.close()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in sys.argv[3:] if name != "dark"] or list(SCENES)
    scheme: Scheme = "dark" if "dark" in sys.argv[3:] else "light"
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tempfile.mkdtemp(),
            executable_path="/usr/bin/chromium",
            headless=True,
            args=FLAGS,
            reduced_motion="reduce",
            locale="fr-FR",
        )
        for name in wanted:
            act, sizes = SCENES[name]
            for size in sizes:
                shoot(context, name, act, size, scheme)
        context.close()


if __name__ == "__main__":
    main()
