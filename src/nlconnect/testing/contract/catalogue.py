"""The part of the contract that looks at the catalogue."""

from __future__ import annotations

import keyword

from nlconnect.connector import collection_of
from nlconnect.errors import NotFound, QueryError
from nlconnect.model.catalogue import RESERVED
from nlconnect.model.privacy import TagStatus, categories
from nlconnect.testing.contract.subject import Caller, Subject
from nlconnect.testing.signed_in import SignedInMock


class CatalogueContract(Subject):
    """Names, tags and demands of every entity."""

    def test_every_field_carries_a_tag_of_a_known_category(self) -> None:
        for entity in self.connector.catalogue.entities():
            for spec in entity.fields:
                place = f"{entity.qualified_name}.{spec.name}"
                assert spec.tag.category is None or spec.tag.category in categories(), place
                assert spec.tag.status is not TagStatus.UNREVIEWED or spec.tag.effective_level >= 4, place

    def test_every_field_of_a_reviewed_entity_was_reviewed(self) -> None:
        for entity in self.connector.catalogue.entities():
            if entity.reviewed:
                # Records that come along and that no entity describes, nobody can have judged.
                judged = [spec for spec in entity.fields if spec.is_value or spec.target or spec.link]
                assert {spec.tag.status for spec in judged} <= {TagStatus.REVIEWED}, entity.qualified_name

    def test_every_name_can_be_written_in_python_and_stands_for_one_field(self) -> None:
        for entity in self.connector.catalogue.entities():
            names = [spec.name for spec in entity.fields]
            assert len(names) == len(set(names)), entity.qualified_name
            bad = [name for name in names if not name.isidentifier() or keyword.iskeyword(name) or name in RESERVED]
            assert bad == [], entity.qualified_name

    def test_every_key_is_a_field(self) -> None:
        for entity in self.connector.catalogue.entities():
            assert set(entity.key) <= entity.by_wire.keys(), entity.qualified_name

    def test_every_entity_can_be_read_or_says_why_not_before_anything_is_sent(self, mock: SignedInMock) -> None:
        """Mandatory filters and selections included: the mock refuses what the vendor refuses."""
        caller = Caller(mock, "blocking", "httpx")
        wrong = []
        for entity in self.connector.catalogue.entities():
            mock.calls.clear()
            try:
                caller.read(collection_of(self.connector.package, entity).limit(1))
            except QueryError as error:
                wrong += [f"{entity.qualified_name}: no hint"] if not error.hint else []
                wrong += [f"{entity.qualified_name}: refused after a call"] if mock.calls else []
            except NotFound:
                if entity.kind == "single" or any(path.needs for path in entity.paths):
                    continue  # there may be none of what there is one of, and no such parent in an empty mock
            wrong += [f"{entity.qualified_name}: {call.status}" for call in mock.calls if call.status >= 400]
        assert wrong == []
