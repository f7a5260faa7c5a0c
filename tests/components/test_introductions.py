import pytest

from bot.hearing.introductions import without_introduction


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("je suis la maman de Théo il se fait frapper à l'école", "il se fait frapper à l'école"),
        ("Bonjour, je suis le papa d'Inès et elle ne veut plus aller au collège", "elle ne veut plus aller au collège"),
        ("nous sommes les parents de Louis-Marie. On le menace sur Snapchat.", "On le menace sur Snapchat."),
        ("je suis la maman de Théo", "je suis la maman de Théo"),
        ("je suis la sœur de Théo il se fait frapper", "je suis la sœur de Théo il se fait frapper"),
        ("mon père me tape", "mon père me tape"),
    ],
)
def test_an_introduction_is_taken_off_only_when_something_follows_it(text, rest):
    assert without_introduction(text) == rest
