"""A project of two files, with every way of writing a sentence that the real ones have."""

from datetime import datetime
from pathlib import Path

from content.check import Place
from facts.paris import PARIS

ROOT = Path(__file__).resolve().parents[3]
AT = datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)

RESPONSES = """\
# Un commentaire en tête : « deux-points », "guillemets", 'apostrophes'.
version: "3.1"
responses:
  utter_fugue:   # après le nom
  - text: |-
      Merci de me le dire. Je te crois.

      Le {119.number} répond jour et nuit.   # ceci est du texte
    buttons: &boutons
    - {title: "Que faire maintenant ?", payload: "/que_faire"}
    custom: {helplines: orientation}

  # Pour les plus jeunes
  - condition: [{type: slot, name: register, value: primaire}]
    text: "Merci. Je te crois."   # court
    buttons: *boutons
  - condition: [{type: slot, name: about, value: other}]
    text: &temoin 'C''est bien d''en parler.'
  - condition: [{type: slot, name: about, value: author}]
    text: *temoin
  - condition: [{type: slot, name: urgency, value: "0"}]
    text: Une phrase nue

# la fin, sans retour à la ligne"""
SAYINGS = """\
version: "3.1"
nlu:
# dit tel quel
- intent: fugue
  metadata: {about: self, urgency: 1}
  examples: |
    - je veux partir de chez moi
    - jvais partir 😢 : loin, "très" loin # là-bas
    - -_- j'en peux plus de chez moi

- intent: fugue   # une question
  metadata: {hand: h28, about: none, urgency: 0, flags: [young]}
  examples: |
    - c'est quoi une fugue
"""


def everything(place: Place) -> dict[str, bytes]:
    """Every byte of the project's files."""
    return {place.name(path): path.read_bytes() for path in sorted(place.root.rglob("*.yml"))}
