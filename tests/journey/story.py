"""The words of the story that `test_the_whole_way` tells, each with a mark that no other text has, and where each may be found."""

import re

CHAT, TEXT, NOTE, SHEET, REPLY = "zinzolinchat", "zinzolinmessage", "zinzolinnote", "zinzolinfiche", "zinzolinreponse"
TOLD = f"ils se moquent de moi tous les jours au collège et personne me parle {CHAT}"
WORDS = f"Madame Benali le sait et ne fait rien. {TEXT} (c'est pendant l'éval (de maths))"
WORD, WORD_MARK = "Coquillage zinzolinmot", "zinzolinmot"
NEW_PASSPHRASE, PHRASE_MARK = "renard olive sapin lanterne zinzolinphrase", "zinzolinphrase"
READERS, LEFT_OUT, UNABLE = ("Sophie Lemoine", "Ibrahim Diallo"), "Samira Benali", "Paul Roche"
LOGINS = ("mme.lemoine", "m.diallo", "mme.benali")

# What a browser may send in clear, and where: what is typed in the chat, and the word that shows the state.
ALLOWED = {
    CHAT: re.compile(r"POST .*/api/turns"),
    WORD_MARK: re.compile(r"(PUT .*/api/handoff/envelopes/[0-9a-f-]{36}|POST .*/api/state)"),
}
IN_BROWSERS = (CHAT, TEXT, NOTE, SHEET, REPLY, WORD_MARK, PHRASE_MARK, "petits chats", "Madame Benali le")
KEPT_NOWHERE = (CHAT, TEXT, NOTE, SHEET, REPLY, "zinzolin", "oquillage", "ris se moquent", "Ils se moquent")
NOT_ON_THE_PUPILS_DISK = (CHAT, TEXT, REPLY, WORD_MARK, "Coquillage", "Madame Benali le", "moquent de moi tous")
