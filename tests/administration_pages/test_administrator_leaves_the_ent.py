from emulator.auth.backchannel import logout_token
from tests.administration_pages.administrators import PAGE, Administrator
from tests.web.house import House
from tests.web.signing_ent import give_key
from tests.web.test_back_channel_logout import post


async def test_signing_out_of_the_ent_closes_the_pages_of_that_administrator_and_of_no_other(house: House):
    give_key(house)
    besson, again, other = Administrator(house), Administrator(house), Administrator(house)
    user = house.ent_world.user_by_login("m.faure")
    user.functions = {"ADMIN_LOCAL": {"code": "ADMIN_LOCAL", "scope": ["col-zola"]}}
    for browser, login in ((besson, "mme.besson"), (again, "mme.besson"), (other, "m.faure")):
        await browser.enter(login)
        assert (await browser.get(PAGE)).status_code == 200

    told = await post(house, logout_token(house.ent_world, house.ent_world.user_by_login("mme.besson"), "vpe-bot"))

    assert told.status_code == 200
    assert [(await browser.get(PAGE)).status_code for browser in (besson, again, other)] == [401, 401, 200]
    for browser in (besson, again, other):
        await browser.http.aclose()
