from itertools import islice

from tests.campaign.counting_up import as_markdown
from tests.campaign.plans import KINDS, plans
from tests.campaign.running import campaign
from tests.ent.emulated import running_ent

SEED, HANDOFFS = 22, 100


def test_under_everything_that_may_go_wrong_each_message_leaves_once_and_nothing_false_is_said():
    with running_ent() as ent:
        figures = campaign(ent, SEED, HANDOFFS)
    assert figures.lies == []
    assert figures.whole.handoffs >= HANDOFFS
    assert sum(figures.whole.states.values()) == figures.whole.handoffs
    assert all(f"`{word}` | {count} |" in as_markdown(figures, "", 0) for word, count in figures.whole.outcomes.items())


def test_a_campaign_is_the_same_each_time_and_leaves_nothing_out():
    assert list(islice(plans(SEED), 50)) == list(islice(plans(SEED), 50))
    assert list(islice(plans(SEED), 50)) != list(islice(plans(SEED + 1), 50))
    drawn = list(islice(plans(SEED), 900))
    assert {fault["kind"] for plan in drawn for fault in plan.faults} == set(KINDS)
    assert {plan.couriers for plan in drawn} == {"un", "deux", "figé"}
    assert any(plan.kills for plan in drawn)
    assert {how for plan in drawn if plan.token for how in [plan.token[1]]} == {"expiré", "révoqué", "effacé"}
