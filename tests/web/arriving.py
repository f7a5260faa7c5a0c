"""An envelope on its way: deposited by a pupil, promised, and marked as if the ENT had carried it."""

from handoff.carrying import outbox
from tests.web.browsers import Pupil
from tests.web.house import House


async def arrive(house: House, readers: list[str]) -> str:
    """A pupil's envelope that may be in the ENT by now."""
    pupil = Pupil(house)
    await pupil.open()
    await pupil.sign_in()
    answer, sent = await pupil.deposit(readers)
    assert answer.status_code == 201, answer.text
    outbox.promise(house.services.db, sent.id, house.rasa.turns[-1]["conversation"], house.clock())
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
    await pupil.http.aclose()
    return sent.id
