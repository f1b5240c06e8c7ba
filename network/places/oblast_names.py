"""What people call the 27 entries of the upper level: their address, everyday Ukrainian names and Russian names."""

from __future__ import annotations

from typing import NamedTuple


class OblastNames(NamedTuple):
    """Names of one entry, several divided by «|»; `en` and `map_uk` only where the source's own are too long."""

    slug: str
    everyday: str
    russian: str
    en: str = ""
    map_uk: str = ""


OBLAST_NAMES = {
    "UA01": OblastNames("crimea", "Крим|АР Крим", "Крым|Автономная Республика Крым", "Crimea", "Крим"),
    "UA05": OblastNames("vinnytsia", "Вінниччина", "Винницкая"),
    "UA07": OblastNames("volyn", "Волинь", "Волынская|Волынь"),
    "UA12": OblastNames("dnipropetrovsk", "Дніпропетровщина|Січеславщина", "Днепропетровская"),
    "UA14": OblastNames("donetsk", "Донеччина", "Донецкая|Донетчина"),
    "UA18": OblastNames("zhytomyr", "Житомирщина", "Житомирская"),
    "UA21": OblastNames("zakarpattia", "Закарпаття", "Закарпатская|Закарпатье"),
    "UA23": OblastNames("zaporizhzhia", "Запоріжчина", "Запорожская"),
    "UA26": OblastNames("ivano-frankivsk", "Івано-Франківщина|Прикарпаття", "Ивано-Франковская|Прикарпатье"),
    "UA32": OblastNames("kyiv", "Київщина", "Киевская"),
    "UA35": OblastNames("kirovohrad", "Кіровоградщина", "Кировоградская"),
    "UA44": OblastNames("luhansk", "Луганщина", "Луганская"),
    "UA46": OblastNames("lviv", "Львівщина", "Львовская"),
    "UA48": OblastNames("mykolaiv", "Миколаївщина", "Николаевская"),
    "UA51": OblastNames("odesa", "Одещина", "Одесская"),
    "UA53": OblastNames("poltava", "Полтавщина", "Полтавская"),
    "UA56": OblastNames("rivne", "Рівненщина", "Ровенская|Ровненская"),
    "UA59": OblastNames("sumy", "Сумщина", "Сумская"),
    "UA61": OblastNames("ternopil", "Тернопільщина", "Тернопольская"),
    "UA63": OblastNames("kharkiv", "Харківщина", "Харьковская"),
    "UA65": OblastNames("kherson", "Херсонщина", "Херсонская"),
    "UA68": OblastNames("khmelnytskyi", "Хмельниччина", "Хмельницкая"),
    "UA71": OblastNames("cherkasy", "Черкащина", "Черкасская"),
    "UA73": OblastNames("chernivtsi", "Буковина", "Черновицкая"),
    "UA74": OblastNames("chernihiv", "Чернігівщина", "Черниговская"),
    "UA80": OblastNames("kyiv-city", "", "Киев", "Kyiv"),
    "UA85": OblastNames("sevastopol", "", ""),
}
