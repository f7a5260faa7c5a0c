import pytest

from tests.web.browsers import Pupil
from tests.web.house import ENT, PUBLIC, House
from web.headers import HeaderRules, Kind

PAGES = [
    "/assistant",
    "/aide",
    "/reperes",
    "/reperes/1",
    "/tes-mots",
    "/desk",
    "/ent/callback",
    "/ent/sign-in",
    "/desk/callback",
]
API = ["/api/handoff/readers", "/desk/api/me", "/nulle-part", "/assistant/"]
FRAMED = {"/assistant", "/aide", "/reperes", "/reperes/1", "/tes-mots"}


def directives(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) if " " in part else (part, "") for part in policy.split("; "))


async def policy_of(pupil: Pupil, path: str) -> dict[str, str]:
    return directives((await pupil.get(path)).headers["content-security-policy"])


@pytest.mark.parametrize("path", PAGES + API)
async def test_nothing_is_allowed_by_default(pupil: Pupil, path: str):
    assert (await policy_of(pupil, path))["default-src"] == "'none'"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("what", ["script-src", "style-src", "font-src", "connect-src", "worker-src"])
async def test_pages_load_from_ourselves_only_and_nothing_inline(pupil: Pupil, path: str, what: str):
    assert (await policy_of(pupil, path))[what] == "'self'"


@pytest.mark.parametrize("path", PAGES)
async def test_pictures_are_our_own_or_inside_our_style_sheets(pupil: Pupil, path: str):
    assert (await policy_of(pupil, path))["img-src"] == "'self' data:"


async def test_a_worker_may_run_our_own_scripts_and_reach_nothing(pupil: Pupil):
    policy = await policy_of(pupil, "/static/page.css")

    assert policy["script-src"] == "'self'"
    assert "connect-src" not in policy


@pytest.mark.parametrize("path", API)
async def test_an_answer_to_a_script_may_run_nothing(pupil: Pupil, path: str):
    assert not {"script-src", "style-src", "connect-src"} & (await policy_of(pupil, path)).keys()


@pytest.mark.parametrize("path", PAGES + API)
async def test_no_form_is_posted_and_no_base_is_changed(pupil: Pupil, path: str):
    policy = await policy_of(pupil, path)

    assert policy["form-action"] == "'none'"
    assert policy["base-uri"] == "'none'"


@pytest.mark.parametrize("path", PAGES + API)
async def test_only_the_ent_frames_the_assistant_and_nobody_frames_the_rest(pupil: Pupil, path: str):
    answer = await pupil.get(path)
    ancestors = directives(answer.headers["content-security-policy"])["frame-ancestors"]

    assert ancestors == (ENT if path in FRAMED else "'none'")
    assert answer.headers.get("x-frame-options") == (None if path in FRAMED else "DENY")


@pytest.mark.parametrize("path", PAGES + API)
async def test_nothing_is_kept_by_a_cache(pupil: Pupil, path: str):
    assert (await pupil.get(path)).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*PAGES, *API, "/static/page.css"])
async def test_types_are_not_guessed(pupil: Pupil, path: str):
    assert (await pupil.get(path)).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [*PAGES, *API, "/static/page.css"])
async def test_no_referrer_leaves(pupil: Pupil, path: str):
    assert (await pupil.get(path)).headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "feature",
    ["camera", "microphone", "on-device-speech-recognition", "geolocation", "payment", "usb", "display-capture"],
)
async def test_no_feature_of_the_device_is_used_but_what_hears_by_the_assistant(pupil: Pupil, path: str, feature: str):
    may_hear = path == "/assistant" and feature in {"microphone", "on-device-speech-recognition"}
    wanted = f"{feature}={'(self)' if may_hear else '()'}"
    assert wanted in (await pupil.get(path)).headers["permissions-policy"].split(", ")


@pytest.mark.parametrize("path", PAGES)
async def test_only_the_assistant_and_the_desk_play_what_their_own_page_holds(pupil: Pupil, path: str):
    plays = path in {"/assistant", "/desk"}
    assert (await policy_of(pupil, path)).get("media-src") == ("blob:" if plays else None)


@pytest.mark.parametrize("path", [*PAGES, *API])
async def test_nobody_else_may_embed_our_answers(pupil: Pupil, path: str):
    assert (await pupil.get(path)).headers["cross-origin-resource-policy"] == "same-origin"


async def test_the_desk_is_alone_in_its_group_of_windows_and_the_callback_reaches_its_opener(pupil: Pupil):
    assert (await pupil.get("/desk")).headers["cross-origin-opener-policy"] == "same-origin"
    for path in ("/ent/callback", "/ent/sign-in"):
        assert "cross-origin-opener-policy" not in (await pupil.get(path)).headers


async def test_whoever_opened_the_assistant_loses_its_window_and_what_it_opens_can_answer(pupil: Pupil):
    assert (await pupil.get("/assistant")).headers["cross-origin-opener-policy"] == "same-origin-allow-popups"


async def test_https_is_required_for_ever_where_the_site_has_it(pupil: Pupil):
    assert "max-age=63072000" in (await pupil.get("/assistant")).headers["strict-transport-security"]
    assert "upgrade-insecure-requests" in await policy_of(pupil, "/assistant")


def test_https_is_not_required_of_a_demonstration_without_it():
    rules = HeaderRules("http://bot.localhost:8091", ENT)
    for kind in Kind:
        assert "Strict-Transport-Security" not in rules.of(kind)
        assert "upgrade-insecure-requests" not in rules.policy(kind)


def test_a_path_of_the_ents_address_does_not_reach_the_policy():
    policy = HeaderRules(PUBLIC, "https://ent.example/portail").policy(Kind.FRAMED_PAGE)

    assert directives(policy)["frame-ancestors"] == "https://ent.example"


def test_each_origin_of_the_ent_may_frame_the_assistant_and_no_page_of_ours_may():
    rules = HeaderRules(PUBLIC, "https://ent.example", ("https://lycees.ent.example", "https://ent.example"))

    framed = {Kind.ASSISTANT, Kind.FRAMED_PAGE}
    for kind in framed:
        assert directives(rules.policy(kind))["frame-ancestors"] == "https://ent.example https://lycees.ent.example"
    for kind in set(Kind) - framed:
        assert directives(rules.policy(kind))["frame-ancestors"] == "'none'"


async def test_an_error_of_ours_has_the_same_headers(house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("web.pages.Pages.page", _fail)
    answer = await pupil.get("/assistant")

    assert answer.status_code == 500
    assert answer.json()["error"] == "trouble"
    assert answer.json()["helplines"]
    assert directives(answer.headers["content-security-policy"])["default-src"] == "'none'"
    assert answer.headers["cache-control"] == "no-store"


def _fail(self, template, status=200, **values: object):
    raise RuntimeError("the template of a pupil named Marqueur")


@pytest.mark.parametrize("path", PAGES)
async def test_pages_have_nothing_inline_and_nothing_from_elsewhere(pupil: Pupil, path: str):
    text = (await pupil.get(path)).text

    for forbidden in ("<style", "style=", "onclick", "onload", "javascript:", "<iframe", "//cdn", "<img"):
        assert forbidden not in text, forbidden
    for piece in text.split("<script")[1:]:
        assert piece.split(">", 1)[1].startswith("</script>")
        assert 'src="/static/' in piece


@pytest.mark.parametrize(
    ("path", "title"), [("/assistant", "Espace élève"), ("/aide", "Espace élève"), ("/desk", "Bureau")]
)
async def test_titles_and_icon_are_neutral(pupil: Pupil, path: str, title: str):
    text = (await pupil.get(path)).text

    assert f"<title>{title}</title>" in text
    assert 'rel="icon" href="/static/icon.svg' in text
    assert 'lang="fr"' in text
