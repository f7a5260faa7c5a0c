"""The tables of every room, as the code describes them today."""

import sqlalchemy as sa

from bot.memory import tables as bot_tables
from given import tables as given_tables
from handoff.cases import tables as case_tables
from handoff.keys import tables as key_tables
from schools import tables as school_tables
from tallies import tables as tally_tables
from web import tables as web_tables

ROOMS: tuple[sa.MetaData, ...] = tuple(
    dict.fromkeys(
        (
            case_tables.metadata,
            key_tables.metadata,
            school_tables.METADATA,
            tally_tables.METADATA,
            given_tables.METADATA,
            web_tables.METADATA,
            bot_tables.metadata,
        )
    )
)
