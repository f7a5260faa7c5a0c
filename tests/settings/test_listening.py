"""On which address our processes listen: nobody outside reaches one that speaks plainly, unless somebody says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings.errors import SettingsError
from settings.readings import listening

ADDRESS, PUBLIC = "PARLONS_EN_LISTEN", "PARLONS_EN_LISTEN_PUBLIC"


def read(**said: str) -> str:
    return listening({ADDRESS: said.get("address", ""), PUBLIC: said.get("public", "")}, ADDRESS, PUBLIC)


def test_this_machine_alone_when_nothing_is_said():
    assert listening({}, ADDRESS, PUBLIC) == read(address="  ") == "127.0.0.1"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.3.7", "172.16.0.4", "192.168.1.9", "fd00::7"])
def test_an_address_of_a_network_of_ones_own_is_taken(address: str):
    assert read(address=address) == address


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "193.51.0.10", "2001:660::1", "100.64.0.1"])
def test_an_address_that_strangers_reach_is_refused_unless_it_is_meant(address: str):
    for public in ("", "non", "1", "true"):
        with pytest.raises(SettingsError) as refused:
            read(address=address, public=public)
        assert (refused.value.variable, refused.value.code) == (ADDRESS, "listen_public")
    assert read(address=address, public="oui") == address


@pytest.mark.parametrize("address", ["localhost", "rasa1", "10.0.3.7:8092", "172.16.4", "*", "tout"])
def test_what_is_no_address_is_refused_even_when_it_is_meant(address: str):
    with pytest.raises(SettingsError) as refused:
        read(address=address, public="oui")
    assert refused.value.code == "listen"
    assert address not in str(refused.value)


@given(st.ip_addresses().filter(lambda address: address.is_global))
def test_no_address_of_the_internet_is_ever_taken_in_silence(address):
    with pytest.raises(SettingsError):
        read(address=str(address))
