"""Facts about pages: what is the article, what is not, and which day is whose."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from casus.read.reader import read_article

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pages"
PROSE = (
    "<p>Envoys of Ethiopia and Somalia met in Ankara on Monday and agreed to talk again.</p>"
    "<p>Turkey, which mediates, said that both sides had shown good will in the talks.</p>"
)


def page(body: str, head: str = "", lang: str = "en") -> str:
    return (
        f"<html lang='{lang}'><head><title>Envoys of two neighbours meet in Ankara</title>{head}"
        f"</head><body><h1>Envoys of two neighbours meet in Ankara</h1>{body}</body></html>"
    )


def read(body: str, head: str = "", lang: str = "en"):  # type: ignore[no-untyped-def]
    return read_article(page(body, head, lang), kind="html")


JSON_LD = (
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-07-01"}'
    "</script>"
)
META = '<meta property="article:published_time" content="2024-07-02T08:00:00Z">'
ADDRESS = '<link rel="canonical" href="https://news.example/2024/07/04/envoys">'
TIME = '<time datetime="2024-07-03">Wednesday</time>'
WORDS = "<p>Published: 5 July 2024</p>"


@pytest.mark.parametrize(
    ("body", "head", "day", "source"),
    [
        (TIME + WORDS, JSON_LD + META + ADDRESS, 1, "json-ld"),
        (TIME + WORDS, META + ADDRESS, 2, "meta"),
        (TIME + WORDS, ADDRESS, 3, "time"),
        (WORDS, ADDRESS, 4, "url"),
        (WORDS, "", 5, "text"),
    ],
)
def test_a_day_is_taken_from_the_most_trusted_place(
    body: str, head: str, day: int, source: str
) -> None:
    article = read(body + PROSE, head)
    assert (article.published, article.date_source) == (dt.date(2024, 7, day), source)


@pytest.mark.parametrize(
    "beside",
    [
        "<div id='comments'><p>Ann</p><time datetime='2024-07-09'>9 July</time><p>Good.</p></div>",
        "<section><h2>3 Comments</h2><p>Ann, 9 July 2024</p><p>Good.</p></section>",
        "<aside><time datetime='2024-07-09'>9 July</time><a href='/x'>Rain in Izmir</a></aside>",
        "<div><h3>Related news</h3><a href='/x'>Rain in Izmir</a><i>9 July 2024</i></div>",
        "<p>ann_k</p><p>July 9, 2024 at 7:15 pm</p><p>Good read, thanks!</p><p>Reply</p>",
        "<footer>Printed on 9 July 2024</footer>",
        "<p>2 hours ago</p>",
        "<p>The two had last met on 9 July 2024 in a hotel near the airport of Djibouti.</p>",
    ],
)
def test_the_day_of_a_comment_a_box_or_a_sentence_is_not_the_articles(beside: str) -> None:
    article = read(PROSE + beside)
    assert (article.published, article.date_source) == (None, "none")


@pytest.mark.parametrize(
    ("beside", "reason"),
    [
        ("<div class='comment-list'><p>leaked words</p></div>", "comment"),
        ("<div itemscope itemtype='https://schema.org/Comment'>leaked words</div>", "comment"),
        ("<div class='cookie-consent'>leaked words</div>", "cookie banner"),
        ("<div class='newsletter-signup'>leaked words</div>", "newsletter"),
        ("<div class='ad-slot'>leaked words</div>", "advert"),
        ("<nav>leaked words</nav>", "navigation"),
        ("<p>Baca juga: <a href='/x'>leaked words</a></p>", "related"),
        ("<h3>Related stories</h3><ul><li><a href='/x'>leaked words</a></li></ul>", "related"),
        ("<figure><figcaption>leaked words</figcaption></figure>", "caption"),
    ],
)
def test_what_stands_beside_the_article_is_cut_and_named(beside: str, reason: str) -> None:
    article = read(PROSE + beside + "<p>They will meet again in Ankara in September.</p>")
    assert "leaked" not in article.text
    assert article.text.endswith("They will meet again in Ankara in September.")
    assert any(c.reason.startswith(reason) and "leaked words" in c.text for c in article.cut)


@pytest.mark.parametrize(
    "wrapper",
    ["no-comments", "has-sidebar", "comments-open", "article-with-comments", "post-commentary"],
)
def test_a_wrapper_whose_name_only_speaks_of_comments_is_kept(wrapper: str) -> None:
    article = read(f"<div class='{wrapper}'>{PROSE}</div>")
    assert "Turkey, which mediates" in article.text


def test_cuts_lie_behind_the_text_and_in_order() -> None:
    article = read_article(EXAMPLES / "01-id-pyongyang.html")
    whole = "\n".join([article.text, *(cut.text for cut in article.cut)])
    assert article.cut
    assert all(whole[cut.start : cut.end] == cut.text for cut in article.cut)
    assert all(cut.start > len(article.text) for cut in article.cut)


def test_a_text_begins_with_its_title_and_has_a_paragraph_a_line() -> None:
    lines = read(PROSE).text.split("\n")
    assert lines[0] == "Envoys of two neighbours meet in Ankara"
    assert len(lines) == 3


def test_the_same_page_has_the_same_id_and_another_text_another() -> None:
    assert read(PROSE).id == read(PROSE + "<nav>Home</nav>").id
    assert read(PROSE).id != read(PROSE + "<p>And they shook hands at the end.</p>").id


@pytest.mark.parametrize(
    ("name", "lang", "day", "source", "lost"),
    [
        ("01-id-pyongyang", "id", dt.date(2024, 6, 22), "json-ld", "harrison_deals"),
        ("02-id-laut-cina-selatan", "id", None, "none", "Semoga damai"),
        ("03-id-gencatan-senjata-gaza", "id", dt.date(2025, 1, 16), "meta", "Salam dari"),
        ("04-en-taiwan-strait", "en", dt.date(2024, 10, 14), "json-ld", "Worrying times"),
        ("05-en-sahel-ecowas", "en", dt.date(2023, 9, 17), "time", "Cotton harvest"),
        ("06-en-lebanon-ceasefire", "en", dt.date(2024, 11, 27), "url", "Leave a Reply"),
    ],
)
def test_the_example_pages_read_as_a_person_reads_them(
    name: str, lang: str, day: dt.date | None, source: str, lost: str
) -> None:
    article = read_article(EXAMPLES / f"{name}.html")
    assert (article.lang, article.published, article.date_source) == (lang, day, source)
    assert lost not in article.text
    assert any(lost in cut.text for cut in article.cut)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LISBON, 14 March 2012 - Portugal thanked Angola.\nThe port is known for fish.\n",
         dt.date(2012, 3, 14)),
        ("Lisbon, 14 March 2012\n\nPortugal thanked Angola.\n", dt.date(2012, 3, 14)),
        ("14 March 2012\nPortugal thanked Angola.\n", dt.date(2012, 3, 14)),
        ("北京，2012年3月14日\n葡萄牙感谢安哥拉。\n", dt.date(2012, 3, 14)),
        ("【リスボン＝2012年3月14日】ポルトガルはアンゴラに感謝した。\n", dt.date(2012, 3, 14)),
        ("[서울=2012년 3월 14일] 포르투갈은 앙골라에 감사했다.\n", dt.date(2012, 3, 14)),
        ("[Reuters] LISBON, 14 March 2012 - Portugal thanked Angola.\n", dt.date(2012, 3, 14)),
        ("[Updated 14 March 2012] Portugal thanked Angola.\n", None),
        ("【2012年3月14日更新】ポルトガルはアンゴラに感謝した。\n", None),
        ("【1937年7月7日卢沟桥事变爆发】葡萄牙感谢安哥拉。\n", None),
        ("The fall of Saigon, 30 April 1975\nPortugal thanked Angola.\n", None),
        ("Four years after 14 March 2012\nPortugal thanked Angola.\n", None),
        ("Portugal thanked Angola and then Senegal for their help on 14 March 2012.\nAll left.\n",
         None),
    ],
)  # fmt: skip
def test_a_text_has_the_day_of_its_dateline(tmp_path: Path, text: str, day: dt.date | None) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, "utf-8")
    assert read_article(path).published == day


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8", "utf-16", "iso-8859-5"])
def test_a_russian_page_reads_in_any_of_its_encodings_even_undeclared(encoding: str) -> None:
    words = (
        "<html><body><h1>Послы встретились в Женеве</h1><p>Послы двух стран встретились в Женеве и "
        "договорились продолжить переговоры осенью. Посредником выступила Швейцария.</p>"
        "<p>Стороны обсудили обмен пленными и открытие границы для торговли.</p></body></html>"
    )
    article = read_article(words.encode(encoding))
    assert article.title == "Послы встретились в Женеве"
    assert article.lang == "ru"


def test_a_charset_that_the_bytes_belie_is_not_believed() -> None:
    body = (
        "<h1>Café talks</h1><p>The envoys’ talks at the café in Geneva lasted – again – long.</p>"
    )
    for declared, real in (("iso-8859-1", "utf-8"), ("utf-8", "cp1252")):
        page = f"<html><head><meta charset='{declared}'></head><body>{body}</body></html>"
        assert "envoys’ talks at the café" in read_article(page.encode(real)).text
