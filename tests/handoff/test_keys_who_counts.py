import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.keys.countersigns import Countersign, Group, who_counts


def group(pending: str = "", counted: str = "", able: str | None = None) -> Group:
    return Group(frozenset(pending), frozenset(counted), frozenset(counted if able is None else able))


def signs(*pairs: str) -> list[Countersign]:
    """« ab »: b has compared the key of a."""
    return [Countersign(subject, by) for subject, by in pairs]


RULE = {
    "nobody signed": (group("abc"), signs(), ""),
    "two of three signed each other": (group("ab"), signs("ab", "ba"), ""),
    "two, in a group of three": (group("abc"), signs("ab", "ba"), ""),
    "three, all but one signature": (group("abc"), signs("ab", "ac", "ba", "bc", "ca"), ""),
    "three, each by the two others": (group("abc"), signs("ab", "ac", "ba", "bc", "ca", "cb"), "abc"),
    "three, and a fourth by two of them": (
        group("abcd"),
        signs("ab", "ac", "ba", "bc", "ca", "cb", "da", "db"),
        "abcd",
    ),
    "three, and a fourth by one": (group("abcd"), signs("ab", "ac", "ba", "bc", "ca", "cb", "da"), "abc"),
    "each by themselves": (group("abc"), signs("aa", "bb", "cc", "ab", "ba"), ""),
    "one by two who count": (group("a", "bc"), signs("ab", "ac"), "a"),
    "one by one who counts": (group("a", "bc"), signs("ab"), ""),
    "one by one who counts and one who does not": (group("ad", "bc"), signs("ab", "ad"), ""),
    "three pending, where two count already": (group("abc", "de"), signs("ab", "ac", "ba", "bc", "ca", "cb"), ""),
    "a ring of three": (group("abc"), signs("ab", "bc", "ca"), ""),
    "one who counts and two new ones who all signed": (group("ab", "c"), signs("ab", "ac", "ba", "bc"), "ab"),
    "one who counts and two new ones, not each other": (group("ab", "c"), signs("ac", "bc"), ""),
    "one who counts and one new one": (group("a", "c"), signs("ac", "ca"), ""),
    "counted keys that have no month any more": (
        group("abc", "de", able=""),
        signs("ab", "ac", "ba", "bc", "ca", "cb"),
        "abc",
    ),
    "strangers' signatures": (group("a", "bc"), signs("ax", "ay", "az"), ""),
}


@pytest.mark.parametrize(("keys", "given_by", "counts"), RULE.values(), ids=RULE.keys())
def test_who_counts(keys: Group, given_by: list[Countersign], counts: str):
    assert who_counts(keys, given_by) == frozenset(counts)


pairs = st.lists(st.builds(Countersign, st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=20)
groups = st.builds(
    lambda counted, able: Group(frozenset("abcde") - counted, counted, able & counted),
    st.frozensets(st.sampled_from("abcde")),
    st.frozensets(st.sampled_from("abcde")),
)


@given(groups, pairs)
def test_nobody_counts_without_two_others(keys: Group, given_by: list[Countersign]):
    counts = who_counts(keys, given_by)
    assert counts <= keys.pending
    for one in counts:
        others = {each.by for each in given_by if each.subject == one and each.by != one}
        assert len(others & (keys.counted | counts)) >= 2


@given(groups, pairs)
def test_two_alone_are_never_enough_for_a_first_ceremony(keys: Group, given_by: list[Countersign]):
    if not keys.counted:
        assert len(who_counts(keys, given_by)) != 1
        assert len(who_counts(keys, given_by)) != 2


@given(groups, pairs, pairs)
def test_one_signature_more_never_takes_anybody_away(keys: Group, given_by: list[Countersign], more: list[Countersign]):
    assert who_counts(keys, given_by) <= who_counts(keys, [*given_by, *more])


@given(groups, pairs, st.randoms())
def test_the_order_of_signatures_does_not_matter(keys: Group, given_by: list[Countersign], chance):
    mixed = [*given_by]
    chance.shuffle(mixed)
    assert who_counts(keys, mixed) == who_counts(keys, given_by)
