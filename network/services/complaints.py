"""How to complain about a service for children, when its organization has not said it in its own words."""

from __future__ import annotations

COMPLAINT_UK = (
    "Якщо з дитиною повелися погано, скривдили її або попросили за допомогу гроші чи послугу, "
    "скажіть про це. "
    "Поговоріть із керівником організації або подзвоніть на дитячу гарячу лінію: 116 111. "
    "Якщо дитина в небезпеці зараз, телефонуйте 102 або 112. "
    "Скарга не має вплинути на допомогу, яку ви отримуєте."
)
COMPLAINT_EN = (
    "If a child was treated badly or hurt, or if anyone asked for money or a favour in return for help, "
    "tell someone. "
    "Speak to the head of the organization or call the children’s hotline: 116 111. "
    "If a child is in danger now, call 102 or 112. A complaint must not change the help you get."
)
