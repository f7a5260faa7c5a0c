"""A marker in everything that an administrator can write: what was not saved is in no log and no byte of the database."""

import logging

import pytest

from tests.administration_pages.administrators import HISTORY, HOME, PAGE, Administrator
from tests.web.house import House

MARKER = "zibeline"


async def test_what_was_not_saved_stays_nowhere_and_what_was_refused_is_in_no_log(
    house: House, besson: Administrator, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    form = await besson.form()
    texts = {
        "welcome": f"{MARKER} vous accueille.",
        "lines.0.name": MARKER,
        "lines.0.number": MARKER,
        "absences.0.from": MARKER,
    }
    answers = [
        await besson.preview(welcome=f"{MARKER} vous accueille."),
        await besson.send(form | texts | {"do": "save"}),
        await besson.send(form | texts | {"do": "save", "token": MARKER}),
        await besson.send(form | texts | {"version": MARKER}),
        await besson.send({"back_to": MARKER}, HISTORY),
        await besson.get(f"{PAGE}?{MARKER}={MARKER}"),
        await besson.get(f"{HOME}?done={MARKER}"),
        await besson.get(f"{HOME}/kit/{MARKER}"),
        await besson.get(f"/administration/schools/{MARKER}"),
    ]

    assert [answer.status_code for answer in answers] == [200, 422, 403, 403, 403, 200, 200, 404, 404]
    assert MARKER not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("parlons_en")
    )
    assert MARKER.encode() not in house.database_bytes()


async def test_the_id_and_the_name_of_an_administrator_are_in_no_log(
    house: House, besson: Administrator, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    again = Administrator(house)
    await again.enter("mme.besson")
    await again.save(welcome="Bienvenue à tous.")
    await again.http.aclose()
    logged = "".join(record.getMessage() for record in caplog.records if record.name.startswith("parlons_en"))

    assert "school page written" in logged
    for secret in ("Besson", "Nadia", "c3d5c0de-0000-4000-8000-000000000006"):
        assert secret not in logged
