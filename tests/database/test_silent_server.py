"""A PostgreSQL that takes the connection and says nothing: whoever starts is told so, and does not wait for ever."""

import socket

import pytest
from sqlalchemy import MetaData

from database import DatabaseUnreachable, open_engine, prepare_tables


def test_a_server_that_takes_the_connection_and_says_nothing_is_told_of():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = open_engine(f"postgresql://parlons_en@127.0.0.1:{silent.getsockname()[1]}/parlons_en")
        with pytest.raises(DatabaseUnreachable):
            prepare_tables(engine, MetaData())
