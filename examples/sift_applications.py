"""A score card of applications for a first reader, without names: `sift_applications.py criteria.toml card.xlsx`.

It reads, and does nothing else: nobody is ranked, answered or rejected.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from nlconnect import connect
from nlconnect.asking.file_text import file_text
from nlconnect.errors import QueryError
from nlconnect.flow import criteria_of, reference_of, score
from nlconnect.reports import workbook_of
from nlconnect_graph.mail import Attachments, MailFolders, Messages

PURPOSE, FOLDER, WEEKS = "sift-applications", "Sollicitaties", 4


def main(criteria: Path, card: Path, profile: str = "acme-365") -> None:
    asked = criteria_of(tomllib.loads(criteria.read_text("utf-8")))
    rows, left_out = [], Counter[str]()
    with connect(profile, purpose=PURPOSE) as graph:
        folder = next(one.id for one in graph.read(MailFolders.where(MailFolders.display_name == FOLDER).select("id")))
        letters = Messages.of(mail_folder=folder).select("id").order_by(Messages.received_date_time)
        for message in graph.read(letters):
            texts, unread = [], 0
            for file in graph.read(Attachments.of(message=message.id).select("id", "is_inline")):
                try:
                    found = file_text(graph, Attachments.of(message=message.id), file.id)
                    texts.append(found.text)
                    left_out.update(found.left_out)
                except QueryError:  # a scan, say: a person can read what a program cannot
                    unread += 1
            points = score("\n".join(texts), asked)
            words = [", ".join(points.evidence[one.title]) for one in asked]
            note = "zelf lezen: een bestand is niet te lezen" if unread or not texts else ""
            rows.append((reference_of(message.id), points.points, *words, note))
    until = date.today() + timedelta(weeks=WEEKS)  # noqa: DTZ011  # the reader's own day
    notes = {
        "Besluit": "Een mens leest elke brief en besluit. Dit wijst niemand af en zet niemand vooraan (AVG art. 22).",
        "Bewaren": f"Tot uiterlijk vier weken na de procedure; weg op {until:%d-%m-%Y} als die dan voorbij is.",
        "Niet gezien": "Namen, en wat iemand over afkomst, geloof, gezondheid, leeftijd of gezin schrijft.",
    }
    columns = ["Kandidaat", "Gevonden", *(one.title for one in asked), "Let op"]
    card.write_bytes(workbook_of("Sollicitaties", columns, rows, notes=notes))
    print(*(f"{row[0]}: {row[1]} of {len(asked)}{', ' + row[-1] if row[-1] else ''}" for row in rows), sep="\n")
    print("kept out:", ", ".join(f"{name} {count}" for name, count in sorted(left_out.items())) or "nothing")
    print(f"{len(rows)} applications; a person reads all of them and decides. Delete the card by {until}.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]), *sys.argv[3:])
