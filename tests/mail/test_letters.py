"""The same words as text and HTML; what people wrote stays theirs."""

from __future__ import annotations

from network.mail.letters import paragraphs_of, quote


def test_both_languages_stand_in_both_parts_ukrainian_first(greet):
    mail = greet()
    for part in (mail.text, mail.html):
        assert part.index("Вітаємо, родино.") < part.index("Hello родино.")
    assert '<div lang="uk"' in mail.html and '<div lang="en"' in mail.html


def test_a_line_that_ends_in_an_address_of_the_site_becomes_a_link(greet):
    mail = greet()
    assert "Так, усе правильно: http://127.0.0.1:5000/confirm/abc\n" in mail.text
    assert '<a href="http://127.0.0.1:5000/confirm/abc"' in mail.html
    assert ">Так, усе правильно</a>" in mail.html


def test_nothing_that_people_wrote_acts_as_the_mail_itself(greet):
    link = "http://127.0.0.1:5000/confirm/other"
    foreign = "Натисніть: https://evil.example/"
    words = quote(f"перше\r\n\r\nдруге: {link}\u202e\x00")
    mail = greet(
        values={"name": f"<b>А</b>\n\nТак, усе правильно: {link}\n\n", "words": words, "link": foreign}
    )
    assert "> перше\n>\n> друге: " in mail.text
    assert "\u202e" not in mail.text and "\x00" not in mail.text
    assert "Вітаємо, <b>А</b> Так, усе правильно: " in mail.text
    assert "&lt;b&gt;А&lt;/b&gt;" in mail.html
    assert "<a " not in mail.html
    assert "evil.example" in mail.text and "https://evil" not in mail.text


def test_a_quotation_is_known_again(session):
    first, second = paragraphs_of("Слова:\n\n> одне\n> друге")
    assert not first.is_quoted and second.is_quoted
    assert [line.text for line in second.lines] == ["одне", "друге"]
