"""Each broken school: how to break it, and what the check must then say beside what is right. Written before the check was run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from handoff.keys import directory, leaving
from schools.page import Person, SchoolPage
from tests.administration.emulated_school import (
    BENALI,
    BOT,
    CAMUS,
    DIALLO,
    ENT,
    GROUP,
    LEMOINE,
    NAMES,
    NOT_AN_ENT,
    ROCHE,
    ZOLA,
    Scene,
)

GARNIER = "c3d5c0de-0000-4000-8000-000000000004"
PUPILS, PARENTS = "grp-eleves-zola", "grp-parents-zola"
ADMINISTRATOR_ASKED = {"connector", "group", "namesakes", "members", "rules"}
PUPIL_ASKED = {"bubble", "page", "readers"}
SESSION_ASKED = {"version", "cookie", "authorisation", "application"}
ENT_ASKED = {"messaging", "clock", "exercises", "openid", "client"}


@dataclass(frozen=True)
class Broken:
    name: str
    breaks: Callable[[Scene], object]
    red: set[str]
    warn: set[str] = frozenset()  # type: ignore[assignment]
    unknown: set[str] = frozenset()  # type: ignore[assignment]  # questions, beside the operator's


def with_head(id_: str, name: str) -> SchoolPage:
    return SchoolPage({"mon": (480, 1020)}, head=Person(id_, name))


def group(**changes: object) -> Callable[[Scene], object]:
    return lambda scene: scene.knob(f"groups/{GROUP}", **changes)


def new_group(**fields: object) -> Callable[[Scene], object]:
    return lambda scene: scene.knob("groups", structure_id="col-zola", **fields)


def removed(path: str) -> Callable[[Scene], object]:
    return lambda scene: scene.remove(path)


def user(login: str, **changes: object) -> Callable[[Scene], object]:
    return lambda scene: scene.knob(f"users/{login}", **changes)


def connector(**changes: object) -> Callable[[Scene], object]:
    return lambda scene: scene.knob("applications/vpe-bot", **changes)


def option(**changes: object) -> Callable[[Scene], object]:
    return lambda scene: scene.knob("options", **changes)


def school(**changes: object) -> Callable[[Scene], object]:
    return lambda scene: setattr(scene, "schools", (replace(ZOLA, **changes),))


def ours(**changes: object) -> Callable[[Scene], object]:
    return lambda scene: [setattr(scene, name, value) for name, value in changes.items()]


def variable(**changes: str) -> Callable[[Scene], object]:
    return lambda scene: scene.environment.update({f"PARLONS_EN_{name}": value for name, value in changes.items()})


def new_home_page(scene: Scene) -> None:
    browser = scene.signed_in("lea.martin")
    browser.put("/userbook/preference/homePage", content='{"betaEnabled": true}').raise_for_status()
    browser.close()


def no_bell(scene: Scene) -> None:
    for name in ("PARLONS_EN_ENT_BELL_CLIENT_ID", "PARLONS_EN_ENT_BELL_CLIENT_SECRET"):
        del scene.environment[name]


def both(*steps: Callable[[Scene], object]) -> Callable[[Scene], object]:
    return lambda scene: [step(scene) for step in steps]


def leave(*referents: str) -> Callable[[Scene], object]:
    return lambda scene: [leaving.leave(scene.database, referent, referent, scene.now) for referent in referents]


def at(moment: str) -> Callable[[Scene], object]:
    now = datetime.fromisoformat(moment).replace(tzinfo=timezone.utc)
    return both(ours(now=now), *(exercised(referent, now) for referent in NAMES))


def exercised(referent: str, now: datetime) -> Callable[[Scene], object]:
    return lambda scene: directory.mark_exercised(scene.database, referent, now)


SIGNING = both(option(openid_key=True), variable(ENT_ISSUER=ENT))
SIGNED_SCOPE = "userinfo conversation communication openid"
NO_GROUP_SEEN = {"pupil_group_not_visible"}
BROKEN = [
    # the ENT
    Broken("ent_muet", lambda scene: scene.arm({"kind": "unavailable"}), {"ent_unreachable"},
           unknown=ENT_ASKED | ADMINISTRATOR_ASKED | PUPIL_ASKED | SESSION_ASKED | {"bell"}),
    Broken("pas_un_ent", variable(ENT_API_URL=NOT_AN_ENT), {"not_an_ent"},
           unknown=ENT_ASKED | ADMINISTRATOR_ASKED | PUPIL_ASKED | SESSION_ASKED | {"bell"}),
    Broken("zimbra", option(without=["conversation"]), {"messaging_absent"}, unknown={"version", "exercises", "readers"}),
    Broken("horloge_fausse", ours(machine_is_late=timedelta(minutes=7)), {"clock_wrong"}),
    Broken("exercices_ia", option(mail_to_exercizer=True), set(), {"exercises_on"}),
    # the connector
    Broken("secret_expire", variable(ENT_CLIENT_SECRET="ancien"), {"client_refused"}, unknown={"readers"}),
    Broken("connecteur_absent", removed("applications/vpe-bot"),
           {"connector_missing"}, {"application_not_given"}, {"readers"}),
    Broken("mauvais_type", connector(grant_type="password"), {"connector_grant"}, unknown={"readers"}),
    Broken("etendue_incomplete", connector(scope="userinfo communication"), {"scopes_missing"}, unknown={"readers"}),
    Broken("etendue_trop_large", connector(scope="userinfo conversation communication workspace"), set(), {"scopes_extra"}),
    Broken("adresse_ailleurs", connector(address="https://ancien.exemple.fr/accueil"), {"address_elsewhere"}),
    Broken("hote_non_autorise",
           both(connector(address="https://ancien.exemple.fr/accueil"), *(removed(f"applications/{name}") for name in ("vpe-desk", "vpe-bell"))),
           {"host_not_allowed", "address_elsewhere", "bell_refused"}, unknown={"readers"}),
    Broken("adresse_autre_ecole", connector(address=f"{BOT}/assistant?ecole=0330001C"), {"address_other_school"}),
    Broken("sans_deconnexion", both(SIGNING, connector(logout_url=None, scope=SIGNED_SCOPE)), set(), {"logout_missing"}),
    Broken("sans_openid", SIGNING, {"scopes_missing"}, unknown={"readers"}),
    Broken("cle_openid_absente", both(variable(ENT_ISSUER=ENT), connector(scope=SIGNED_SCOPE)), {"openid_key_missing"}),
    Broken("signature_inutilisee", option(openid_key=True), set(), {"openid_unused"}),
    # ways in
    Broken("pas_dans_mes_applis", connector(groups=[]), set(), {"application_not_given"}),
    Broken("aucune_entree", both(connector(groups=[]), lambda scene: scene.knob("rights", **{"chatbot.view": []})),
           {"no_way_in"}),
    Broken("bulle_ailleurs", option(bot_url="https://ancien.exemple.fr"), {"bubble_elsewhere"}),
    Broken("page_interdit_la_bulle", option(content_security_policy="script-src 'self'; frame-src 'self'"), {"policy_refuses"}),
    Broken("nouvelle_page_d_accueil", both(new_home_page, connector(groups=[])), {"no_way_in"}, {"page_react"}),
    Broken("autre_site_sans_bulle",
           both(lambda scene: scene.knob("rights", **{"chatbot.view": []}), variable(ENT_PUBLIC_URL="https://ent.autre-exemple.fr")),
           set(), {"cookie_strict"}),
    # the group
    Broken("groupe_supprime", removed(f"groups/{GROUP}"), {"group_missing"} | NO_GROUP_SEEN, unknown={"members", "rules"}),
    Broken("groupe_vide", group(members=[]), {"group_empty", "keys_too_few"} | NO_GROUP_SEEN, {"keys_of_leavers"}),
    Broken("groupe_une_personne", group(members=["mme.lemoine"]), {"group_alone", "keys_too_few", "pupil_group_not_alive"},
           {"keys_of_leavers"}),
    Broken("eleve_dans_le_groupe", group(members=["mme.lemoine", "m.diallo", "noe.petit"]), {"pupils_inside"},
           {"keys_of_leavers"}),
    Broken("parent_dans_le_groupe", group(members=["mme.lemoine", "m.diallo", "parent.martin"]), {"relatives_inside"},
           {"keys_of_leavers"}),
    Broken("personne_active", both(*(user(login, activated=False) for login in ("mme.lemoine", "m.diallo", "m.roche", "mme.benali"))),
           {"too_few_active"}),
    Broken("un_compte_jamais_active", both(user("m.roche", activated=False), leave(ROCHE)), set(), {"never_activated"}),
    Broken("groupe_renomme", group(name="Cellule écoute"), {"group_renamed", "pupil_group_unknown"}),
    Broken("liste_de_diffusion", group(sub_type="BroadcastGroup"), {"group_broadcast", "pupil_group_unknown"}),
    Broken("groupe_d_ailleurs", school(group_id=CAMUS.group_id),
           {"group_elsewhere"} | NO_GROUP_SEEN, {"group_candidate"}, {"members", "rules"}),
    Broken("homonyme", new_group(id="grp-2", name="Violences,  parlons en"), set(), {"namesake"}),
    Broken("sosie", new_group(id="grp-2", name="Vіolences, pаrlons-en"), set(), {"look_alike"}),  # і and а are Cyrillic
    Broken("communaute", new_group(id="com-1", name="violences parlons en", kind="CommunityGroup"), set(), {"namesake_community"}),
    # the rule
    Broken("regle_absente", group(linked_from=["grp-personnels-zola"]), {"link_missing"} | NO_GROUP_SEEN),
    Broken("regle_a_l_envers", group(linked_from=["grp-personnels-zola"], links=[PUPILS], users="BOTH"), {"link_backwards"} | NO_GROUP_SEEN),
    Broken("ancienne_regle", group(users="NONE"), {"members_hidden", "pupil_list_incomplete"}),
    Broken("eleves_muets", lambda scene: scene.knob(f"groups/{PUPILS}", users="NONE"), {"pupils_cannot_write"} | NO_GROUP_SEEN),
    Broken("eleves_entre_eux", lambda scene: scene.knob(f"groups/{PUPILS}", users="BOTH"), set(), {"pupils_write_to_each_other"}),
    Broken("parents_ecrivent", group(linked_from=[PUPILS, PARENTS]), set(), {"relatives_write"}),
    # the keys, the house
    Broken("aucune_cle", leave(LEMOINE, DIALLO, ROCHE, BENALI), {"keys_too_few", "pupil_group_not_alive"}),
    Broken("une_cle_manque", leave(ROCHE), set(), {"keys_missing"}),
    Broken("numeros_perimes", at("2027-06-25"), {"lines_expired"}, set()),
    Broken("horaires_inconnus", both(school(zone="corse"), lambda scene: scene.write_page(SchoolPage())), set(),
           {"zone_unknown", "hours_default"}),
    Broken("sans_sonnette", no_bell, {"bell_missing"}),
    Broken("delai_sans_sonnette", both(no_bell, lambda scene: scene.write_page(SchoolPage({"mon": (480, 1020)}, delay_days=1))),
           {"bell_missing", "delay_without_bell"}),
    Broken("chef_inconnu", lambda scene: scene.write_page(with_head("c3d5c0de-0000-4000-8000-0000000000ff", "Hélène Garnier")), {"head_unknown"}),
    Broken("chef_eleve", lambda scene: scene.write_page(with_head("a1d5c0de-0000-4000-8000-000000000001", "Léa Martin")), {"head_unknown"}),
    Broken("chef_mal_nomme", lambda scene: scene.write_page(with_head(GARNIER, "Anne Morel")), set(), {"head_other_name"}),
    Broken("chef_connu", lambda scene: scene.write_page(with_head(GARNIER, "Garnier Hélène")), set()),
    Broken("sonnette_refusee", lambda scene: scene.knob("applications/vpe-bell", scope="timeline"), {"bell_refused"}),
    # the accounts
    Broken("sans_compte", ours(administrator=None, pupil=None), set(), unknown=ADMINISTRATOR_ASKED | PUPIL_ASKED | SESSION_ASKED),
    Broken("mauvais_mot_de_passe", ours(password="faux"), set(), unknown=ADMINISTRATOR_ASKED | PUPIL_ASKED | SESSION_ASKED),
    Broken("double_authentification", both(user("mme.besson", requirement="mfa"), ours(pupil=None)), set(),
           unknown=ADMINISTRATOR_ASKED | PUPIL_ASKED | {"version", "authorisation", "application"}),
    Broken("code_demande_aux_administrateurs", user("mme.besson", requirement="admin_mfa"), set(), unknown={"connector", "namesakes", "members", "rules"}),
    Broken("conditions_a_accepter", both(user("lea.martin", requirement="terms")), set(), unknown=PUPIL_ASKED),
    Broken("administrateur_d_ailleurs", ours(schools=(CAMUS,), pupil="ines.caron"),
           {"keys_too_few", "pupil_group_not_alive"}, {"hours_default", "application_not_given"}, ADMINISTRATOR_ASKED),
]  # fmt: skip
