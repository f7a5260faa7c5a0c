"""Where a school may send a pupil who leaves: a public page that says nothing. Each trick of an address is refused, with why."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.helplines import load_helplines
from schools.checks import Fault, faults
from schools.encoding import from_json, to_json
from schools.exits import exit_of, fault_of_exit, leads_to
from schools.page import SchoolPage
from tests.schools.moments import FULL, TODAY
from web.administration.texts import sentence_of

USUAL = "https://meteofrance.com"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://meteofrance.com",
        "https://meteofrance.com/",
        "https://fr.wikipedia.org/wiki/France",
        "https://www.sncf-connect.com/app/home/search",
        "https://METEOFRANCE.com/",
        "https://www.arte.tv/fr/videos/violoncelle",
    ],
)
def test_a_public_page_that_says_nothing_is_fine(address: str):
    assert fault_of_exit(address) is None
    assert faults(replace(FULL, exit_url=address), TODAY) == ()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("meteofrance.com", "exit_https"),
        ("http://meteofrance.com", "exit_https"),
        ("HTTPS://meteofrance.com", "exit_https"),
        ("//meteofrance.com", "exit_https"),
        ("javascript:alert(1)", "exit_https"),
        ("data:text/html,x", "exit_https"),
        (" https://meteofrance.com", "exit_https"),
        ("https://meteofrance.com@pirate.fr", "exit_plain"),
        ("https://eleve:mot@pirate.fr/", "exit_plain"),
        ("https://meteofrance.com:8443/", "exit_plain"),
        ("https://meteofrance.com\\@pirate.fr", "exit_plain"),
        ("https://meteofrance.com/?q=meteo", "exit_plain"),
        ("https://meteofrance.com/#ici", "exit_plain"),
        ("https://meteofrance.com/a b", "exit_plain"),
        ("https://meteofrance.com/\n", "exit_plain"),
        ("https://meteofrance.com\n", "exit_plain"),
        ("https://meteofrance.com\u202e/", "exit_plain"),
        ("https://météofrance.com/", "exit_plain"),
        ("https://meteofrance.com/%2e%2e/", "exit_plain"),
        ('https://meteofrance.com/"onload="x', "exit_plain"),
        ("https://[::1]/", "exit_plain"),
        ("https://", "exit_plain"),
        ("https:///meteofrance.com", "exit_plain"),
        ("https://meteofrance", "exit_host"),
        ("https://meteofrance.com./", "exit_host"),
        ("https://.meteofrance.com", "exit_host"),
        ("https://meteo..fr", "exit_host"),
        ("https://-meteo.fr", "exit_host"),
        ("https://127.0.0.1/", "exit_host"),
        ("https://2130706433/", "exit_host"),
        ("https://0x7f.1/", "exit_host"),
        ("https://localhost/", "exit_host"),
        ("https://bot.localhost/", "exit_host"),
        ("https://nas.local/", "exit_host"),
        ("https://intranet.lan/", "exit_host"),
        ("https://meteo.onion/", "exit_host"),
        ("https://xn--mtofrance-b1ab.com/", "exit_host"),
        ("https://3018.fr/", "exit_telling"),
        ("https://e-enfance.org/", "exit_telling"),
        ("https://www.allo119.gouv.fr/", "exit_telling"),
        ("https://www.education.gouv.fr/non-au-harcelement", "exit_telling"),
        ("https://parlons-en.exemple.fr/", "exit_telling"),
        ("https://meteofrance.com/" + "a" * 120, "too_long"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_says_why(address: str, code: str):
    assert fault_of_exit(address) == code
    assert Fault("exit_url", code) in faults(SchoolPage(exit_url=address), TODAY)


def test_the_site_of_no_helpline_is_a_way_out():
    sites = {line.chat for line in load_helplines().lines.values() if line.chat}
    assert sites
    assert [site for site in sites if fault_of_exit(site) is None] == []


# Pieces that addresses are tricked with, and ordinary ones, in any order.
PIECES = ["https://", "http://", "//", "/", "@", ":", "\\", "?", "#", "%", ".", "..", "-", "443", "meteo.fr", "ent.fr", "é", " ", "\t", "\u0430", "[", "]", "xn--", "'", '"', "<"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(lambda parts: "https://" + "".join(parts)))
def test_what_is_taken_leads_where_it_reads(address: str):
    """Whatever passes is read alike by a person and a program: https, no account, no port, nothing after the path, a name of plain letters."""
    if fault_of_exit(address) is not None:
        return
    parts = urlsplit(address)
    assert (parts.scheme, parts.username, parts.password, parts.port) == ("https", None, None, None)
    assert parts.query == parts.fragment == ""
    assert address.startswith(f"https://{parts.hostname}")
    assert (parts.hostname or "").isascii()


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_judged(text: str):
    for address in (text, "https://" + text):
        assert (code := fault_of_exit(address)) is None or sentence_of(code)
    assert leads_to(text, ["ent.fr"]) in (True, False)


@pytest.mark.parametrize("address", ["https://ent.fr", "https://ENT.fr/timeline", "https://lycees.ent.fr/"])
def test_the_ent_is_known_by_its_hosts_and_their_parts(address: str):
    assert leads_to(address, ["ent.fr", "bot.fr"])


@pytest.mark.parametrize(
    "address", ["", "https://talent.fr", "https://ent.fr.exemple.com", "https://meteofrance.com/ent.fr"]
)
def test_what_only_looks_like_the_ent_is_not(address: str):
    assert not leads_to(address, ["ent.fr", "bot.fr"])


def test_the_page_is_kept_whole_and_one_of_before_has_none():
    page = replace(FULL, exit_url="https://fr.wikipedia.org/")
    assert from_json(to_json(page)) == page
    before = to_json(FULL).replace('"exit_url": "", ', "")
    assert "exit_url" not in before
    assert from_json(before) == FULL


@pytest.mark.parametrize("stored", ["", "javascript:alert(1)", "https://127.0.0.1/", "https://3018.fr"])
def test_what_may_not_be_is_never_shown_whatever_is_stored(stored: str):
    assert exit_of(SchoolPage(exit_url=stored), USUAL) == USUAL
    assert exit_of(None, USUAL) == USUAL


def test_what_the_school_chose_is_where_one_leaves_to():
    assert exit_of(SchoolPage(exit_url="https://fr.wikipedia.org/"), USUAL) == "https://fr.wikipedia.org/"
