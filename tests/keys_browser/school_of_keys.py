"""What is behind the pages: the ENT's group, the database, messages that a pupil's page sealed."""

import json
import subprocess
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

from cli.demo_referents import enrol_referents
from cli.stack import ROOT
from facts.paris import in_paris
from handoff.envelopes import Envelope, deposit
from handoff.keys import directory
from handoff.keys.tables import directory_log, referent_months
from handoff.tables import outbox

ZOLA = "col-zola"
QUICK = 10  # log2 of scrypt's N: for invented people only
SEAL = ROOT / "web" / "static" / "built" / "seal.mjs"
WORDS = "ils se moquent de moi tous les jours à la récré"


@dataclass
class SchoolOfKeys:
    """One school, its group and its rows."""

    bot_url: str
    world: Any
    services: Any
    database_url: str

    def has_its_three_referents(self) -> None:
        """Lemoine, Diallo and Benali have made keys, and confirmed one another."""
        enrol_referents(self.database_url, ZOLA, datetime.now(timezone.utc), QUICK)

    def takes_in(self, login: str) -> None:
        """Somebody joins the group of the ENT."""
        self.world.groups["grp-parlons-en"].members.append(self.world.user_by_login(login).id)

    def offered(self) -> int:
        """How many keys pupils may be offered this month."""
        return len(self.live())

    def live(self) -> dict[str, str]:
        return directory.live_keys(self.services.db, ZOLA, f"{in_paris(datetime.now(timezone.utc)):%Y-%m}")

    def receives(self, *left_out: str, closed: bool = False) -> None:
        """A pupil wrote to all whose keys count but those left out; the desk shows it."""
        today = in_paris(datetime.now(timezone.utc)).date()
        to = [{"id": who, "recipient": key} for who, key in self.live().items() if who not in left_out]
        letter = {"id": str(uuid.uuid4()), "school": ZOLA, "date": today.isoformat(), "month": f"{today:%Y-%m}"}
        said = {
            "readers": to,
            "excluded": list(left_out),
            "closed": closed,
            "text": WORDS,
            "word": "tulipe",
            "pieces": [],
        }
        asked = json.dumps(letter | said)
        made = json.loads(
            subprocess.run(["node", str(SEAL)], input=asked, capture_output=True, text=True, check=True).stdout
        )
        header = made["header"]
        envelope = Envelope(
            header["id"],
            ZOLA,
            today,
            header["month"],
            header["size"],
            tuple(made["readers"]),
            made["armour"],
            left_out,
            closed,
        )
        db, ring, now = self.services.db, self.services.ring, self.services.clock()
        deposit(db, envelope, "tulipe", "a-pupil", ring, now, made["reply_lock"])
        with db.begin() as connection:
            connection.execute(sa.update(outbox).values(state="stranded"))

    def today(self) -> str:
        """The day that it is in France."""
        return in_paris(datetime.now(timezone.utc)).date().isoformat()

    def forgets_the_last_months(self, count: int) -> None:
        """As if that much time had passed since the keys were made."""
        with self.services.db.begin() as connection:
            months = sa.select(referent_months.c.month).distinct().order_by(referent_months.c.month.desc()).limit(count)
            last = list(connection.execute(months).scalars())
            connection.execute(sa.delete(referent_months).where(referent_months.c.month.in_(last)))

    def months_of(self, login: str) -> int:
        """How many months this person's key has."""
        keys = directory.keys_of(self.services.db, self.world.user_by_login(login).id)
        return len(keys.months) if keys else 0

    def log_loses_its_end(self) -> None:
        """Somebody who holds the database takes out the last entry."""
        with self.services.db.begin() as connection:
            last = connection.execute(sa.select(sa.func.max(directory_log.c.seq))).scalar_one()
            connection.execute(sa.delete(directory_log).where(directory_log.c.seq == last))

    def logged(self) -> list[str]:
        """The kinds of the log's entries, in order."""
        with self.services.db.connect() as connection:
            return list(connection.execute(sa.select(directory_log.c.kind).order_by(directory_log.c.seq)).scalars())
