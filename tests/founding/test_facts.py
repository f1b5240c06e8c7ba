"""The nineteen founding facts: each has an address, and stands there in Ukrainian and in English."""

from __future__ import annotations

import re
from html import unescape

import pytest

FACTS = [
    # (number of the fact, address, words on the Ukrainian page, words on the English page)
    (
        1,
        "/network",
        ["Мережа громадських організацій Донецької області"],
        ["Network of Civil Society Organizations of Donetsk Region"],
    ),
    (
        1,
        "/organizations/network-of-donetsk-region",
        ["об’єднати зусилля громад, влади та громадських ініціатив"],
        ["unite the efforts of communities, authorities and civic initiatives"],
    ),
    (1, "/organizations/responsible-citizens", ["Учасник Мережі"], ["Member of the network"]),
    (
        2,
        "/forums/voices-of-donetsk-region",
        [
            "«Голоси Донеччини»",
            "Дорожню карту Мережі",
            "шукали рішень",
            "труднощами",
            "Труднощі та що погодили",
        ],
        ["“Voices of Donetsk Region”", "Network’s Roadmap", "joint solutions", "discussed the challenges"],
    ),
    (
        2,
        "/forums/voices-of-donetsk-region",
        [
            "зберегти свою ідентичність",
            "Переносити простори, дружні до дитини, до безпечніших регіонів",
            "ГО «Відповідальні громадяни»",
        ],
        [
            "preserve their identity",
            "Transfer child-friendly spaces to safer regions",
            "NGO “Responsible Citizens”",
        ],
    ),
    (2, "/forums", ["«Голоси Донеччини»"], ["“Voices of Donetsk Region”"]),
    (
        3,
        "/news/roadmap-of-the-network",
        ["Дорожня карта Мережі", "Мережа громадських організацій Донецької області"],
        ["The Network’s Roadmap", "Network of Civil Society Organizations of Donetsk Region"],
    ),
    (
        4,
        "/organizations/responsible-citizens",
        ["ГО «Відповідальні громадяни»", "Регіональний координатор (координаторка) в Донецькій області"],
        ["NGO “Responsible Citizens”", "Regional coordinator in Donetsk region"],
    ),
    (
        5,
        "/services/child-friendly-space-in-myrnohrad",
        [
            "Евакуйовано з Мирноградської громади",
            "Працює далі у Царичанській громаді як «Підтримка родин із дітьми в Царичанській громаді»",
        ],
        [
            "Evacuated from Myrnohradska community",
            "Goes on in Tsarychanska community as “Support for families with children in Tsarychanka community”",
        ],
    ),
    (
        5,
        "/services/child-friendly-space-in-myrnohrad",
        [
            "Простір, дружній до дитини",
            "евакуйовано з Мирнограда",
            "довели свою користь",
            "дуже їх потребують",
        ],
        ["Child-friendly space", "evacuated from Myrnohrad", "proven their worth", "need them very much"],
    ),
    (
        5,
        "/from/myrnohradska",
        ["Простір, дружній до дитини, у Мирнограді"],
        ["Child-friendly space in Myrnohrad"],
    ),
    (
        6,
        "/relocations/psychosocial-support-centres",
        ["Центри психосоціальної підтримки", "Донецька область", "її продовжують мобільні бригади"],
        ["Psychosocial support centres", "Donetsk oblast", "mobile teams continue it"],
    ),
    (
        6,
        "/services/psychosocial-support-centres-in-donetsk-region",
        ["Працює далі у Царичанській громаді як «Підтримка родин із дітьми в Царичанській громаді»"],
        [
            "Goes on in Tsarychanska community as “Support for families with children in Tsarychanka community”"
        ],
    ),
    (
        6,
        "/services/psychosocial-support-centres-in-donetsk-region",
        ["Центри психосоціальної підтримки", "Центри евакуйовано"],
        ["Psychosocial support centres", "The centres were evacuated"],
    ),
    (
        7,
        "/services/support-for-families-in-tsarychanka-community",
        [
            "Продовжує «Простір, дружній до дитини, у Мирнограді» з Мирноградської громади",
            "Продовжує «Центри психосоціальної підтримки в Донецькій області» з Донецької області",
        ],
        [
            "Continues “Child-friendly space in Myrnohrad” from Myrnohradska community",
            "Continues “Psychosocial support centres in Donetsk region” from Donetsk oblast",
        ],
    ),
    (
        7,
        "/services?q=Мирноград",
        [
            "Підтримка родин із дітьми в Царичанській громаді",
            "Продовжує «Простір, дружній до дитини, у Мирнограді»",
        ],
        [
            "Support for families with children in Tsarychanka",
            "Continues “Child-friendly space in Myrnohrad”",
        ],
    ),
    (
        7,
        "/mobile-teams/mobile-team-from-myrnohrad",
        ["Мобільна бригада з Мирнограда", "продовжує роботу евакуйованих центрів", "Царичанська громада"],
        [
            "Mobile team from Myrnohrad",
            "continues the work of the evacuated centres",
            "Tsarychanska community",
        ],
    ),
    (
        7,
        "/services/support-for-families-in-tsarychanka-community",
        ["продовжує роботу простору, дружнього до дитини, та центрів психосоціальної підтримки"],
        ["continues the work of the child-friendly space and of the psychosocial support centres"],
    ),
    (
        7,
        "/from/myrnohradska",
        ["Мобільна бригада з Мирнограда", "Підтримка родин із дітьми в Царичанській громаді"],
        ["Mobile team from Myrnohrad", "Support for families with children in Tsarychanka community"],
    ),
    (7, "/communities/tsarychanska", ["Мобільна бригада з Мирнограда"], ["Mobile team from Myrnohrad"]),
    (
        8,
        "/partnerships/responsible-citizens-and-myrnohrad-community",
        [
            "Співпраця",
            "ГО «Відповідальні громадяни»",
            "Мирноградська громада (орган влади)",
            "діяли узгоджено",
        ],
        ["Cooperation", "NGO “Responsible Citizens”", "Myrnohrad community (authority)", "worked in step"],
    ),
    (
        8,
        "/organizations/myrnohrad-community-authority",
        ["Співпраця ГО «Відповідальні громадяни» та Мирноградської громади"],
        ["Cooperation of NGO “Responsible Citizens” and Myrnohrad community"],
    ),
    (
        8,
        "/news/cooperation-with-myrnohrad-community",
        ["ГО «Відповідальні громадяни»", "Мирноградської громади"],
        ["NGO “Responsible Citizens”", "Myrnohrad community"],
    ),
    (
        8,
        "/organizations/myrnohrad-community-authority",
        ["Співпраця громади з ГО «Відповідальні громадяни»"],
        ["cooperation with NGO “Responsible Citizens”"],
    ),
    (
        9,
        "/relocations/from-myrnohrad-to-tsarychanka",
        [
            "Мирноград → Царичанка",
            "Мобільна бригада, обладнання й припаси",
            "Мобільна бригада з Мирнограда",
            "родинам із дітьми евакуюватися",
            "супроводжувала їх до Царичанської громади",
            "Усе, що потрібно бригаді для роботи",
        ],
        [
            "Myrnohrad → Tsarychanka",
            "A mobile team, equipment and supplies",
            "Mobile team from Myrnohrad",
            "families with children to evacuate",
            "accompanied them to Tsarychanka community",
            "All that the team needs for its work",
        ],
    ),
    (9, "/map", ["Мирноград → Царичанка"], ["Myrnohrad → Tsarychanka"]),
    (
        9,
        "/from/myrnohradska",
        ["Продовжує «Простір, дружній до дитини, у Мирнограді»"],
        ["Continues “Child-friendly space in Myrnohrad”"],
    ),
    (9, "/relocations", ["Мирноград → Царичанка"], ["Myrnohrad → Tsarychanka"]),
    (
        9,
        "/communities/tsarychanska",
        ["Мирноградської громади", "Підтримка родин із дітьми в Царичанській громаді"],
        ["Myrnohradska community", "Support for families with children in Tsarychanka community"],
    ),
    (
        9,
        "/news/evacuation-from-myrnohrad-to-tsarychanka",
        [
            "родини з дітьми",
            "супроводжувала",
            "Мирноградська громада",
            "Царичанська громада",
            "потрібними ресурсами",
        ],
        [
            "families with children",
            "accompanied",
            "Myrnohradska community",
            "Tsarychanska community",
            "the resources",
        ],
    ),
    (
        10,
        "/news/ready-to-move-child-friendly-spaces",
        ["готова", "переносити такі простори до безпечніших регіонів"],
        ["is ready to apply the approach again", "transfer such spaces to safer regions"],
    ),
    (
        11,
        "/news/roadmap-of-the-network",
        [
            "основна допомога",
            "зберегти свою ідентичність",
            "культурному та освітньому житті",
            "послуги для дітей і родин",
        ],
        [
            "basic assistance",
            "preserve their identity",
            "cultural and educational life",
            "services for children and families",
        ],
    ),
    (11, "/topics/identity-and-culture", ["Земляки й культура"], ["People from home and culture"]),
    (
        12,
        "/events/training-for-social-workers-in-kharkiv",
        [
            "Дводенне навчання",
            "соціальн",
            "Харківська громада",
            "Сахновщинська громада",
            "Зачепилівська громада",
            "Південноміська громада",
            "вже відбулася",
        ],
        [
            "two-day training",
            "Social workers",
            "Kharkivska community",
            "Sakhnovshchynska community",
            "Zachepylivska community",
            "Pivdennomiska community",
            "This event is over",
        ],
    ),
    (
        12,
        "/events?when=past",
        ["Дводенне навчання соціальних працівників"],
        ["two-day training for social workers"],
    ),
    (
        13,
        "/partnerships/resilience-center-in-zaporizhzhia",
        [
            "понад 1 600 за 6 місяців",
            "Донор Уряд Німеччини",
            "Банк розвитку KfW",
            "Агентство ООН ЮНІСЕФ",
            "Департамент соціального захисту населення Запорізької міської ради",
            "Виконує роботу ГО «Відповідальні громадяни»",
            "Шлях грошей Уряд Німеччини → Банк розвитку KfW → Центр життєстійкості в Запоріжжі",
            "місцевою владою",
        ],
        [
            "over 1,600 in 6 months",
            "Donor Government of Germany",
            "KfW development bank",
            "UN agency UNICEF",
            "Department of Social Protection of Zaporizhzhia City Council",
            "Carries it out NGO “Responsible Citizens”",
            "The way of the money Government of Germany → KfW development bank → Resilience Center in Zaporizhzhia",
            "local authorities",
        ],
    ),
    (
        13,
        "/partnerships/network",
        ["→ Банк розвитку KfW", "Уряд Німеччини"],
        ["→ KfW development bank", "NGO “Responsible Citizens”"],
    ),
    (
        13,
        "/services/resilience-center-in-zaporizhzhia",
        ["Банк розвитку KfW", "Департамент соціального захисту населення Запорізької міської ради"],
        ["KfW development bank", "Department of Social Protection of Zaporizhzhia City Council"],
    ),
    (
        13,
        "/services/resilience-center-in-zaporizhzhia",
        [
            "Центр життєстійкості",
            "понад 1600",
            "ЮНІСЕФ",
            "Уряду Німеччини",
            "KfW",
            "місцевою владою",
            "Департаменту соціального захисту населення Запорізької міської ради",
            "ГО «Відповідальні громадяни»",
        ],
        [
            "Resilience Center",
            "over 1,600 requests",
            "UNICEF",
            "Government of Germany",
            "KfW",
            "local authorities",
            "Department of Social Protection of Zaporizhzhia City Council",
            "NGO “Responsible Citizens”",
        ],
    ),
    (
        13,
        "/news/resilience-center-six-months",
        [
            "за шість місяців",
            "Уряд Німеччини",
            "Департамент соціального захисту населення Запорізької міської ради",
        ],
        [
            "in six months",
            "Government of Germany",
            "Department of Social Protection of Zaporizhzhia City Council",
        ],
    ),
    (
        13,
        "/communities/zaporizka",
        ["понад 1600 звернень за шість місяців"],
        ["over 1,600 requests in six months"],
    ),
    (
        14,
        "/forums/forum-on-learning-losses",
        [
            "III щорічний стратегічний форум про подолання освітніх втрат",
            "«Навчай для України»",
            "Міністерство освіти і науки України",
            "ГО «Відповідальні громадяни»",
        ],
        [
            "III Annual Strategic Forum on Addressing Learning Losses",
            "Teach For Ukraine",
            "Ministry of Education and Science of Ukraine",
            "NGO “Responsible Citizens”",
        ],
    ),
    (14, "/services/catch-up-classes", ["надолуження освітніх втрат"], ["Catch-up classes"]),
    (
        15,
        "/services/short-practical-courses",
        [
            "Короткі практичні курси",
            "Дніпропетровська область",
            "Донецька область",
            "Харківська область",
            "Запорізька область",
            "переселенцям",
        ],
        [
            "Short practical courses",
            "Dnipropetrovsk oblast",
            "Donetsk oblast",
            "Kharkiv oblast",
            "Zaporizhzhia oblast",
            "displaced people",
        ],
    ),
    (15, "/news/short-courses-in-four-regions", ["учасниця з Нікополя"], ["participant from Nikopol"]),
    (
        16,
        "/events/meeting-of-unicef-partners",
        ["партнерів ЮНІСЕФ", "у 2024 році", "ГО «Відповідальні громадяни»"],
        ["UNICEF’s implementation partners", "social services in 2024", "NGO “Responsible Citizens”"],
    ),
    (
        16,
        "/partnerships/unicef-and-responsible-citizens",
        ["Агентство ООН ЮНІСЕФ", "Виконує роботу ГО «Відповідальні громадяни»"],
        ["UN agency UNICEF", "Carries it out NGO “Responsible Citizens”"],
    ),
    (
        16,
        "/organizations/unicef",
        ["Зустріч партнерів ЮНІСЕФ", "Партнерство ЮНІСЕФ і ГО «Відповідальні громадяни»"],
        [
            "A meeting of UNICEF’s implementation partners",
            "Partnership of UNICEF and NGO “Responsible Citizens”",
        ],
    ),
    (16, "/organizations/unicef", ["партнерів ЮНІСЕФ"], ["UNICEF’s implementation partners"]),
    (
        17,
        "/events/training-on-family-based-care",
        ["сімейні форми виховання", "Запорізький обласний центр соціальних служб", "в межах проєкту ЮНІСЕФ"],
        ["family-based care", "Zaporizhzhia Regional Center for Social Services", "part of a UNICEF project"],
    ),
    (
        17,
        "/partnerships/family-based-care-in-zaporizhzhia-region",
        ["Запорізький обласний центр соціальних служб", "ГО «Відповідальні громадяни»"],
        ["Zaporizhzhia Regional Center for Social Services", "NGO “Responsible Citizens”"],
    ),
    (
        18,
        "/news/survey-of-educators",
        [
            "жовтень 2024",
            "311",
            "13 областей",
            "60 %",
            "80 %",
            "професійного розвитку",
            "стресом і тривогою учнів",
        ],
        ["October 2024", "311", "13 regions", "60%", "80%", "professional development", "stress and anxiety"],
    ),
    (
        19,
        "/events/career-development-training",
        ["набір", "резюме", "співбесід", "Запис відкрито", "Запитайте в ГО «Відповідальні громадяни»"],
        ["enrolment", "CV", "interviews", "Enrolment is open", "Ask NGO “Responsible Citizens” how to enrol"],
    ),
    (
        19,
        "/services/career-development-training",
        ["Тренінг із розвитку кар’єри: набір"],
        ["Career development training: enrolment"],
    ),
    (
        19,
        "/services/career-development-training",
        ["Тренінг із розвитку кар’єри", "Оголошено набір"],
        ["Career development training", "Enrolment has been announced"],
    ),
]


def _text(page: str) -> str:
    """What a person reads: without tags, spaces folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_each_of_the_nineteen_facts_stands_at_its_address_in_both_languages(client, founded):
    missing = []
    for number, address, *languages in FACTS:
        for prefix, words in zip(("", "/en"), languages, strict=True):
            answer = client.get(prefix + address)
            text = _text(answer.get_data(as_text=True))
            gone = [word for word in words if word not in text]
            if answer.status_code != 200 or gone:
                missing.append((number, prefix + address, answer.status_code, gone))
    assert missing == []


FORMER_NEWS = {
    "forum-voices-of-donetsk-region": "/forums/voices-of-donetsk-region",
    "forum-on-learning-losses": "/forums/forum-on-learning-losses",
    "training-for-social-workers-in-kharkiv": "/events/training-for-social-workers-in-kharkiv",
    "meeting-of-unicef-partners": "/events/meeting-of-unicef-partners",
    "training-on-family-based-care": "/events/training-on-family-based-care",
    "enrolment-for-career-development-training": "/events/career-development-training",
}


@pytest.mark.parametrize(("slug", "address"), FORMER_NEWS.items())
def test_addresses_of_news_that_became_records_lead_to_them(client, founded, slug, address):
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/news/{slug}")
        assert (answer.status_code, answer.location) == (301, prefix + address)
        assert slug not in client.get(f"{prefix}/news").get_data(as_text=True)


def test_the_plan_to_move_spaces_is_for_members_alone(founded, client, signed_in_client):
    member = signed_in_client("editor")
    for prefix, words in (("", "Донецька область"), ("/en", "Donetsk oblast")):
        plans = member.get(f"{prefix}/member/moves").get_data(as_text=True)
        assert words in plans
        assert "ГО «Відповідальні громадяни»" in plans or "NGO “Responsible Citizens”" in plans
        assert client.get(f"{prefix}/relocations/spaces-to-safer-regions").status_code == 404
        assert "spaces-to-safer-regions" not in client.get(f"{prefix}/relocations").get_data(as_text=True)


def test_the_table_names_all_nineteen():
    assert {number for number, *_rest in FACTS} == set(range(1, 20))
