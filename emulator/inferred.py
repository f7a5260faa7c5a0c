"""What the contract only infers [I]: one switch a fact, true for the default reading, false for the other one.

A field is named after the default reading. `Inferred.facts()` gives both readings and the section of the contract. Turn one
with `--inferred <name>=other` or `POST /__test/inferred {"<name>": "other"}`; our journey must pass both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

READINGS = {"default": True, "other": False}


class UnknownReadingError(ValueError):
    """No such fact, or a reading that is neither `default` nor `other`."""


@dataclass(frozen=True)
class Fact:
    """One inferred fact, as it is shown."""

    name: str
    section: str
    default: str
    other: str


def _fact(section: str, default: str, other: str) -> Any:
    return field(default=True, metadata={"section": section, "default": default, "other": other})


@dataclass(frozen=True)
class Inferred:
    """The readings in force."""

    # 0 and 1: refusals, accounts
    refusals_are_pages: bool = _fact("0.1", "401 is an HTML page", '401 is JSON {"error": "unauthorized"}')
    absent_module_is_404: bool = _fact(
        "2", "a module that is not there: 404", "302 to the login page, as a portal does"
    )
    class_id_has_its_structure: bool = _fact("1.5", "classId is <structure>$<class>", "classId is the class alone")
    federated_account_fails_like_a_wrong_password: bool = _fact(
        "1.1", "200, auth.error.authenticationFailed", "200, auth.error.blockedUser"
    )
    validation_leads_back: bool = _fact(
        "0.1", "a validation page leads back to what was asked for", "it leads home; one starts again"
    )
    logout_token_names_uid: bool = _fact(
        "1.6", "logout_token has `uid` besides `sub`", "it has `sub` (the external id) only"
    )
    # 2: messaging
    transition_is_empty_text: bool = _fact("2.4", 'update_message_with_state_transition is ""', "it is null")
    undelivered_are_not_sent: bool = _fact("2.4", "`sent` leaves `undelivered` out", "`sent` counts them too")
    author_gets_no_second_copy: bool = _fact(
        "2.4", "an author in the group keeps one copy, unread, in the outbox alone", "it is in their inbox too"
    )
    one_may_write_to_oneself: bool = _fact("2.4", "one's own id is always visible to oneself", "401 HTML")
    scheduled_are_in_no_folder: bool = _fact("2.1", "a SCHEDULE message is in no folder", "it is listed in `draft`")
    bookmarks_are_refused: bool = _fact("2.1", "a share bookmark's id in `to`: 401", "the server expands it")
    links_are_rewritten: bool = _fact("2.11", "the transformer adds target and rel before href", "it keeps href alone")
    empty_paragraphs_stay: bool = _fact("2.11", "the transformer keeps <p></p>", "it drops them")
    rule_folds_the_rest: bool = _fact("2.11", "<hr> becomes div.conversation-history around the rest", "<hr> stays")
    proxy_takes_a_megabyte: bool = _fact("2.11", "the proxy refuses past 1 MB", "past 100 kB")
    externe_scope_opens: bool = _fact(
        "2.12", "…ConversationController|sendFromExterne in the scope opens /externe", "applications get 401 HTML"
    )
    # 3: groups
    members_see_their_open_group: bool = _fact(
        "3.4", "a group whose rule is BOTH is visible to its own members", "only through a link"
    )
    any_link_keeps_the_rule: bool = _fact(
        "3.4", "DELETE …/users is 409 when the group has any link", "only when it has links both ways"
    )
    public_group_type_is_the_kind: bool = _fact(
        "3.1", "GET /directory/group/:id: type is ManualGroup, ProfileGroup…", "type is the sub-type, null without one"
    )
    # 4: notifications
    senderless_publish_is_free: bool = _fact(
        "4.2", "the 3 seconds hold for a publish that names its sender", "an application without one counts as a sender"
    )
    # 1.7, 5, 6, 7: applications, frames, news, documents
    connectors_are_nested: bool = _fact(
        "1.7", 'external-applications: {"data", "actions", "roles"}', "flat rows with the fields of the application"
    )
    adapter_opens_frame_src: bool = _fact(
        "5.6", "an application at adapter#<url> adds its host to frame-src", "frame-src stays as configured"
    )
    proxy_adds_no_frame_option: bool = _fact("5.6", "no X-Frame-Options", "X-Frame-Options: SAMEORIGIN on every page")
    news_status_may_be_a_number: bool = _fact(
        "6", "infos?status=3 filters", "only names filter (status=PUBLISHED); a number is ignored"
    )
    protected_documents_stay_closed: bool = _fact(
        "7", "a protected document is 401 for those who received it", "it opens for the recipients of its message"
    )

    def changed(self, readings: Mapping[str, str]) -> Inferred:
        """These readings instead; raises UnknownReadingError."""
        known = {fact.name for fact in self.facts()}
        for name, reading in readings.items():
            if name not in known or reading not in READINGS:
                raise UnknownReadingError(f"{name}={reading}")
        return replace(self, **{name: READINGS[reading] for name, reading in readings.items()})

    def shown(self) -> list[dict[str, str]]:
        """Each fact with the reading in force, for the test door."""
        return [{**vars(fact), "reading": "default" if getattr(self, fact.name) else "other"} for fact in self.facts()]

    @staticmethod
    def facts() -> list[Fact]:
        """Every fact, in the order of the file."""
        return [Fact(each.name, **each.metadata) for each in fields(Inferred)]


AS_READ = Inferred()


def read_choices(texts: list[str]) -> dict[str, str]:
    """`name=other` of the command line; raises UnknownReadingError for what has another form."""
    pairs = [text.partition("=") for text in texts]
    if any(not sign for _, sign, _ in pairs):
        raise UnknownReadingError(next(name for name, sign, _ in pairs if not sign))
    return {name: reading for name, _, reading in pairs}
