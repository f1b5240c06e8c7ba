"""Words that generated names and texts are made of, in Ukrainian and English."""

from __future__ import annotations

Pair = tuple[str, str]

ADJECTIVES: tuple[Pair, ...] = (
    ("Степова", "Steppe"),
    ("Тиха", "Quiet"),
    ("Світла", "Bright"),
    ("Вільна", "Free"),
    ("Добра", "Kind"),
    ("Рідна", "Native"),
    ("Східна", "Eastern"),
    ("Весняна", "Spring"),
    ("Крейдяна", "Chalk"),
    ("Нова", "New"),
    ("Щедра", "Generous"),
    ("Тепла", "Warm"),
    ("Зелена", "Green"),
    ("Ясна", "Clear"),
    ("Срібна", "Silver"),
    ("Терикова", "Slagheap"),
    ("Соняшникова", "Sunflower"),
    ("Полинова", "Wormwood"),
    ("Міцна", "Strong"),
    ("Спільна", "Common"),
)

NOUNS: tuple[Pair, ...] = (
    ("криниця", "Well"),
    ("зоря", "Star"),
    ("оселя", "Home"),
    ("долина", "Valley"),
    ("дорога", "Road"),
    ("хвиля", "Wave"),
    ("основа", "Ground"),
    ("гавань", "Harbour"),
    ("родина", "Family"),
    ("хата", "House"),
    ("пісня", "Song"),
    ("нива", "Field"),
    ("варта", "Watch"),
    ("опора", "Support"),
    ("криця", "Steel"),
    ("сила", "Strength"),
    ("стежка", "Path"),
    ("майстерня", "Workshop"),
    ("толока", "Toloka"),
    ("світлиця", "Parlour"),
    ("діброва", "Grove"),
    ("балка", "Ravine"),
    ("вишня", "Cherry"),
    ("ластівка", "Swallow"),
    ("підкова", "Horseshoe"),
)

FOR_WHOM: tuple[Pair, ...] = (
    ("для всієї родини", "for the whole family"),
    ("для переселенців", "for displaced people"),
    ("без запису", "without an appointment"),
    ("за записом", "by appointment"),
    ("щотижня", "every week"),
    ("поруч із домом", "close to home"),
    ("для новоприбулих", "for those who have just arrived"),
    ("разом із громадою", "together with the community"),
    ("у вихідні", "at weekends"),
    ("зранку", "in the morning"),
    ("увечері", "in the evening"),
    ("для маломобільних людей", "for people with limited mobility"),
)

SENTENCES: tuple[Pair, ...] = (
    (
        "Приходьте з родиною, ми відповімо на запитання.",
        "Come with your family, we will answer your questions.",
    ),
    ("Запишіться телефоном або напишіть нам.", "Make an appointment by phone or write to us."),
    ("Працюємо з людьми будь-якого віку.", "We work with people of any age."),
    ("Допомога безоплатна, документи не обов’язкові.", "Help is free, and papers are not required."),
    ("Якщо не можете прийти, передзвонимо самі.", "If you cannot come, we will call you back."),
    ("Під час тривоги переходимо до укриття поруч.", "During an alarm we go to a shelter nearby."),
    ("Є пандус і тепла кімната для очікування.", "There is a ramp and a warm room to wait in."),
    ("Діти граються поруч, поки дорослі говорять.", "Children play beside you while adults talk."),
)

STREETS: tuple[Pair, ...] = (
    ("вул. Садова", "Sadova Street"),
    ("вул. Шкільна", "Shkilna Street"),
    ("вул. Миру", "Myru Street"),
    ("вул. Степова", "Stepova Street"),
    ("вул. Центральна", "Tsentralna Street"),
    ("пл. Соборна", "Soborna Square"),
)

SPOTS: tuple[Pair, ...] = (
    ("біля школи", "by the school"),
    ("біля амбулаторії", "by the clinic"),
    ("площа перед радою", "the square by the council"),
    ("біля бібліотеки", "by the library"),
    ("клуб", "the club"),
)

PLACES: tuple[Pair, ...] = (
    ("Кабінет", "Office"),
    ("Центр", "Centre"),
    ("Простір", "Space"),
    ("Осередок", "Hub"),
)

NEWS: tuple[Pair, ...] = (
    ("Відкрито новий простір", "A new space has opened"),
    ("Розклад виїздів змінився", "The schedule of visits has changed"),
    ("Набір до групи триває", "The group still has places"),
    ("Зустріч земляків", "People from home meet"),
)

KIND_FORMS: dict[str, Pair] = {
    "civil_society": ("ГО «{name}»", "NGO {name}"),
    "public_institution": ("КУ «{name}»", "Public institution {name}"),
    "community_authority": ("Відділ громади «{name}»", "Community department {name}"),
    "donor": ("Фонд «{name}»", "{name} Fund"),
    "un_agency": ("Агенція «{name}»", "{name} Agency"),
    "initiative": ("Ініціатива «{name}»", "{name} initiative"),
}
