"""PKCE at both doors: the verifier that our server posts to the token endpoint is the one whose challenge the browser carried."""

import base64
import hashlib
from urllib.parse import parse_qs

import httpx
import pytest

from tests.web.browsers import Pupil, Referent, query_of
from tests.web.house import House


@pytest.fixture
def exchanges(house: House) -> list[dict[str, str]]:
    """The forms posted to the ENT's token endpoint."""
    posted: list[dict[str, str]] = []

    async def keep(request: httpx.Request) -> None:
        if request.url.path == "/auth/oauth2/token":
            posted.append({name: values[0] for name, values in parse_qs(request.content.decode()).items()})

    house.ent_http.event_hooks["request"].append(keep)
    return posted


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).decode().rstrip("=")


async def test_the_verifier_of_a_pupils_sign_in_fits_the_challenge_sent(pupil: Pupil, exchanges: list[dict[str, str]]):
    await pupil.open()
    await pupil.log_in_to_ent("lea.martin")
    for _ in range(2):
        asked = (await pupil.post("/api/sign-in")).json()["url"]
        await pupil.go(asked)
        assert challenge_of(exchanges[-1]["code_verifier"]) == query_of(asked)["code_challenge"]

    first, second = (form["code_verifier"] for form in exchanges)
    assert first != second
    assert 43 <= len(first) <= 128


async def test_the_verifier_of_a_referents_sign_in_fits_the_challenge_sent(
    referent: Referent, exchanges: list[dict[str, str]]
):
    await referent.log_in_to_ent("mme.lemoine")
    asked = (await referent.get("/desk/sign-in")).headers["location"]
    await referent.go(asked)

    (form,) = exchanges
    assert challenge_of(form["code_verifier"]) == query_of(asked)["code_challenge"]


async def test_the_verifier_is_never_shown_to_the_browser(pupil: Pupil, exchanges: list[dict[str, str]]):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).text
    await pupil.log_in_to_ent("lea.martin")
    page = await pupil.go((await pupil.post("/api/sign-in")).json()["url"])

    (form,) = exchanges
    assert form["code_verifier"] not in asked + page.text + str(page.url)
