"""Corruptions of words and places in the text: quotes, offsets, hedges, names, the articles themselves."""

from __future__ import annotations

import hashlib
import random
import unicodedata

from corruption.data import Corruption, Kind, Published, Row, by, cell

QUOTE = "quote_matches_text"
_TYPOGRAPHY = (("’", "'"), ("“", '"'), ("”", '"'), (" ", "\u00a0"), ("-", "\u2011"), ("e", "е"), (".", "…"))


def start_off_by_one(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["char_start"]])
    return cell(data, "claims", row, QUOTE, char_start=row["char_start"] + rng.choice((-1, 1)))


def end_off_by_one(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    return cell(data, "claims", row, QUOTE, char_end=row["char_end"] + rng.choice((-1, 1)))


def source_off_by_one(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["attributions"] if row["source_start"]])
    column = rng.choice(("source_start", "source_end", "cue_start", "cue_end") if row["cue"] else ("source_start",))
    return cell(data, "attributions", row, "sources_stand_in_the_text", **{column: row[column] + rng.choice((-1, 1))})


def block_off_by_one(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["blocks"] if row["char_start"]])
    column = rng.choice(("char_start", "char_end"))
    return cell(data, "blocks", row, "blocks_tile_the_text", **{column: row[column] + rng.choice((-1, 1))})


def sentence_off_by_one(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["sentences"] if row["char_start"]])
    column = rng.choice(("char_start", "char_end"))
    changed = cell(data, "sentences", row, "", **{column: row[column] + rng.choice((-1, 1))})
    rules = (
        ("blocks", "sentences_cover_their_blocks"),
        ("sentences", "spans_begin_and_end_with_words"),
        ("sentences", "sentences_lie_in_claim_blocks"),
        ("sentences", "sentence_numbers_follow_the_text"),
    )
    return Corruption(changed.what, by(*rules), changed.tables)


def name_off_by_one(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["actor_names"] if row["first_char_start"]])
    start = row["first_char_start"] + rng.choice((-1, 1))
    return cell(data, "actor_names", row, "names_stand_in_their_article", first_char_start=start)


def quotes_swapped(rng: random.Random, data: Published) -> Corruption:
    one = rng.choice(data.rows["claims"])
    other = rng.choice([row for row in data.rows["claims"] if row["quote"] != one["quote"]])
    quotes = {id(one): other["quote"], id(other): one["quote"]}
    rows = [row | {"quote": quotes.get(id(row), row["quote"])} for row in data.rows["claims"]]
    what = f"claims {one['claim_id']} and {other['claim_id']}, quotes swapped"
    return Corruption(what, by(("claims", QUOTE)), {"claims": data.with_rows("claims", rows)})


def quote_letter(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    return cell(data, "claims", row, QUOTE, quote=_other_letter(rng, row["quote"]))


def quote_typography(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["claims"])
    old, new = rng.choice([pair for pair in _TYPOGRAPHY if pair[0] in row["quote"]])
    return cell(data, "claims", row, QUOTE, quote=row["quote"].replace(old, new, 1))


def quote_decomposed(rng: random.Random, data: Published) -> Corruption:
    """An accent as a mark of its own: no reader sees the difference."""
    row = rng.choice(data.rows["claims"])
    vowel = rng.choice([char for char in row["quote"] if char in "aeiou"] or ["e"])
    accented = unicodedata.normalize("NFD", unicodedata.normalize("NFC", f"{vowel}\u0301"))
    return cell(data, "claims", row, QUOTE, quote=row["quote"].replace(vowel, accented, 1))


def quote_cut(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if " " in row["quote"]])
    return cell(data, "claims", row, QUOTE, quote=row["quote"].rsplit(" ", 1)[0])


def quote_repaired(rng: random.Random, data: Published) -> Corruption:
    """What a helpful editor does: a word that the article lacks."""
    row = rng.choice([row for row in data.rows["claims"] if " " in row["quote"]])
    first, rest = row["quote"].split(" ", 1)
    return cell(data, "claims", row, QUOTE, quote=f"{first} {rng.choice(('not', 'allegedly', 'the'))} {rest}")


def hedge_removed(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["certainty"] in ("probable", "possible")])
    return cell(data, "claims", row, "doubt_names_its_hedge", hedge=None)


def hedge_invented(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["certainty"] in ("probable", "possible")])
    return cell(data, "claims", row, "doubt_names_its_hedge", hedge=rng.choice(("perhaps maybe", "it is rumoured")))


def doubt_made_certain(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["hedge"]])
    return cell(data, "claims", row, "doubt_names_its_hedge", certainty="certain")


def certain_made_doubtful(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["certainty"] == "certain"])
    return cell(data, "claims", row, "doubt_names_its_hedge", certainty=rng.choice(("probable", "possible")))


def time_words(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["claims"] if row["time_text"]])
    return cell(data, "claims", row, "times_stand_in_the_sentence", time_text=_other_letter(rng, row["time_text"]))


def source_words(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice([row for row in data.rows["attributions"] if row["source_text"]])
    column = rng.choice([column for column in ("source_text", "cue") if row[column]])
    changed = {column: _other_letter(rng, row[column])}
    return cell(data, "attributions", row, "sources_stand_in_the_text", **changed)


def name_form(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["actor_names"])
    return cell(data, "actor_names", row, "names_stand_in_their_article", name=_other_letter(rng, row["name"]))


def name_count(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["actor_names"])
    more = data.text_of(row["article_id"]).count(row["name"]) + rng.randint(1, 9)
    return cell(data, "actor_names", row, "names_stand_in_their_article", mentions=more)


def text_letter(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["articles"])
    return cell(data, "articles", row, "text_matches_its_hash", text=_other_letter(rng, row["text"]))


def text_letter_with_its_hash(rng: random.Random, data: Published) -> Corruption:
    """The text's own hash fits again: only the quotes know better."""
    claim = rng.choice([row for row in data.rows["claims"] if any(map(str.isalpha, row["quote"]))])
    row = _article(data, claim)
    place = rng.choice([at for at in range(claim["char_start"], claim["char_end"]) if row["text"][at].isalpha()])
    text = row["text"][:place] + ("x" if row["text"][place] != "x" else "y") + row["text"][place + 1 :]
    changed = cell(data, "articles", row, "", text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())
    what = f"articles {row['article_id']}, the letter at {place} and text_sha256"
    return Corruption(what, by(("claims", QUOTE)), changed.tables)


def text_longer_with_its_hash(rng: random.Random, data: Published) -> Corruption:
    """A letter more moves every offset behind it; hash and length fit again."""
    row = rng.choice(data.rows["articles"])
    place = rng.randrange(len(row["text"]) // 2)
    text = row["text"][:place] + "x" + row["text"][place:]
    digest = hashlib.sha256(text.encode()).hexdigest()
    changed = cell(data, "articles", row, "", text=text, text_sha256=digest, char_count=len(text))
    what = f"articles {row['article_id']}, a letter more at {place}, with text_sha256 and char_count"
    return Corruption(what, by(("claims", QUOTE), ("blocks", "blocks_tile_the_text")), changed.tables)


def text_length(rng: random.Random, data: Published) -> Corruption:
    row = rng.choice(data.rows["articles"])
    count = row["char_count"] + rng.choice((-1, 1, 10))
    return cell(data, "articles", row, "text_has_its_length", char_count=count)


def speech_made_direct(rng: random.Random, data: Published) -> Corruption:
    rows = [row for row in data.rows["claims"] if row["speech"] == "indirect"]
    row = rng.choice([row for row in rows if not set('"“”‘’«') & set(_sentence(data, row))])
    return cell(data, "claims", row, "direct_speech_has_quotation_marks", speech=rng.choice(("direct", "mixed")))


def _sentence(data: Published, claim: Row) -> str:
    text = data.text_of(claim["article_id"])
    start, end = next(
        (row["char_start"], row["char_end"])
        for row in data.rows["sentences"]
        if row["article_id"] == claim["article_id"] and row["char_start"] <= claim["char_start"] < row["char_end"]
    )
    return text[start:end]


def _article(data: Published, claim: Row) -> Row:
    return next(row for row in data.rows["articles"] if row["article_id"] == claim["article_id"])


def _other_letter(rng: random.Random, words: str) -> str:
    """The words with another letter in one place."""
    place = rng.choice([at for at, char in enumerate(words) if char.isalnum()])
    return words[:place] + ("q" if words[place] != "q" else "z") + words[place + 1 :]


KINDS = (
    Kind("claim's start off by one", start_off_by_one),
    Kind("claim's end off by one", end_off_by_one),
    Kind("source's or cue's offset off by one", source_off_by_one),
    Kind("block's offset off by one", block_off_by_one),
    Kind("sentence's offset off by one", sentence_off_by_one),
    Kind("name's first place off by one", name_off_by_one),
    Kind("quotes of two claims swapped", quotes_swapped),
    Kind("letter of a quote changed", quote_letter),
    Kind("typography of a quote changed", quote_typography),
    Kind("letter of a quote decomposed", quote_decomposed),
    Kind("quote cut short", quote_cut),
    Kind("word put into a quote", quote_repaired),
    Kind("hedge removed", hedge_removed),
    Kind("hedge invented", hedge_invented),
    Kind("hedged claim made certain", doubt_made_certain),
    Kind("unhedged claim made doubtful", certain_made_doubtful),
    Kind("time words changed", time_words),
    Kind("source words or cue changed", source_words),
    Kind("actor's name form changed", name_form),
    Kind("more mentions than the text has", name_count),
    Kind("letter of an article changed", text_letter),
    Kind("letter in a quoted place of an article changed, its hash too", text_letter_with_its_hash),
    Kind("letter put into an article, its hash and length too", text_longer_with_its_hash),
    Kind("article's length changed", text_length),
    Kind("indirect speech made direct or mixed", speech_made_direct),
)
