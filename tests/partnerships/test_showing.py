"""What came of a partnership stands in one order on every database."""

from __future__ import annotations

import re
from datetime import date

from flask.testing import FlaskClient

from network.services.operations import add_result
from tests.partnerships.agreements import make_partnership
from tests.world import World


def test_the_latest_result_stands_first_and_one_without_days_last(client: FlaskClient, world: World) -> None:
    service = world.add_service("Центр життєстійкості", at=[world.add_location(world.host)])
    for what, day in (("Колись", None), ("Торік", date(2025, 6, 1)), ("Тепер", date(2026, 6, 1))):
        add_result(
            session=world.session, organization=world.organization, service=service,
            what_uk=what, quantity=5, until_on=day,
        )  # fmt: skip
    partner = world.add_organization("БФ «Опора»")
    made = make_partnership(world.session, world.organization, partner, services=[service])
    world.finish()
    for address in (f"/partnerships/{made.slug}", f"/services/{service.slug}"):
        page = client.get(address).get_data(as_text=True)
        assert re.findall(r"(Колись|Торік|Тепер): 5", page) == ["Тепер", "Торік", "Колись"], address
