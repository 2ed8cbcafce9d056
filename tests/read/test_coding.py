"""A coding file against its article: what is read, and every way to get it wrong with the line that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import Finding
from reportedly.read.coding import read_coding
from reportedly.read.records import Coding
from reportedly.read.yaml_nodes import read_yaml
from reportedly.standard import read_standard

SEEDS = Path(__file__).parent / "small" / "seeds"
TEXT = (SEEDS / "articles" / "a-first.txt").read_text("utf-8")
CODING = (SEEDS / "codings" / "a-first.yaml").read_text("utf-8")
Read = Callable[..., tuple[Coding, list[Finding]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The small coding, read, with some of its words replaced."""

    def read(*edits: tuple[str, str], text: str = TEXT) -> tuple[Coding, list[Finding]]:
        path = tmp_path / "a-first.yaml"
        path.write_text(edited(*edits), "utf-8")
        node, findings = read_yaml(path, "seeds/codings/a-first.yaml")
        assert findings == []
        assert node is not None
        return read_coding(node, text, read_standard())

    return read


@pytest.fixture
def slip(read: Read):
    """The one finding that edits cause. Its line must hold `at`."""

    def slip(*edits: tuple[str, str], at: str, text: str = TEXT) -> Finding:
        _, findings = read(*edits, text=text)
        assert len(findings) == 1, [finding.message for finding in findings]
        where = findings[0].where
        assert where is not None
        assert where.file == "seeds/codings/a-first.yaml"
        assert at in edited(*edits).splitlines()[where.line - 1]
        return findings[0]

    return slip


def edited(*edits: tuple[str, str]) -> str:
    """The small coding with the first of each pair, which must stand there once, replaced by the second."""
    content = CODING
    for old, new in edits:
        assert content.count(old) == 1, f"{content.count(old)} times: {old}"
        content = content.replace(old, new)
    return content


def lines_between(start: str, end: str) -> str:
    return CODING[CODING.index(start) : CODING.index(end)]


# What is read ---------------------------------------------------------------------------------------------------


def test_the_small_coding_is_read_without_findings(read):
    coding, findings = read()
    assert findings == []
    assert (coding.article_id, coding.coder, coding.coding) == ("a-first", "tester", "reviewed")
    assert [claim.label for claim in coding.claims] == ["c001", "c002", "c003", "c004", "c005", "c006"]


def test_every_span_is_the_words_that_were_coded(read):
    coding, _ = read()
    for claim in coding.claims:
        assert TEXT[claim.span.start : claim.span.end] == claim.values["quote"]
        for hop in claim.hops:
            for span, column in ((hop.source, "source_text"), (hop.cue, "cue")):
                assert (span is None) == (column not in hop.values)
                assert span is None or TEXT[span.start : span.end] == hop.values[column]


def test_blocks_leave_nothing_out(read):
    coding, _ = read()
    bounds = [(block.span.start, block.span.end) for block in coding.blocks]
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(TEXT)
    assert [end for _, end in bounds[:-1]] == [start for start, _ in bounds[1:]]
    assert [block.kind for block in coding.blocks] == ["title", "body", "body"]


def test_claims_of_a_sentence_share_its_said_by_unless_they_have_their_own(read):
    coding, _ = read()
    sources = {claim.label: [hop.values["actor_id"] for hop in claim.hops] for claim in coding.claims}
    assert sources == {
        "c001": [],
        "c002": ["ministry"],
        "c003": ["ministry"],
        "c004": ["radio-nadir", "resident-a"],
        "c005": ["brigade-spokesman"],
        "c006": [],
    }


def test_a_claim_of_the_article_itself_says_so(read):
    coding, findings = read(("    - label: c003\n", "    - label: c003\n      said_by: article\n"))
    assert findings == []
    assert coding.claims[2].hops == ()


def test_speech_follows_from_the_source_unless_it_is_coded(read):
    coding, _ = read()
    speech = [claim.values["speech"] for claim in coding.claims]
    assert speech == ["narration", "indirect", "indirect", "direct", "indirect", "narration"]


def test_every_claim_knows_its_line(read):
    coding, _ = read()
    for claim in coding.claims:
        assert f"label: {claim.label}" in CODING.splitlines()[claim.where.line - 1]


# Words that are not in the text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message", "advice", "nearest"),
    [
        (
            "quote: there were no indications of",
            "quote: there were indications of",
            "quote of c005: the words are not there",
            "The text has ' no' after 'there were', which the words leave out.",
            "there were no indications of civilian casualties",
        ),
        (
            "quote: It was a clear night",
            "quote: It was a  clear night",
            "quote of c004: the words are not there",
            "The text has ' ' (U+0020 SPACE) where the words have 2 spaces.",
            "It was a clear night",
        ),
        (
            "source_text: The brigade’s spokesman",
            "source_text: The brigade's spokesman",
            "source_text: the words are not there",
            "The text has '’' (U+2019 RIGHT SINGLE QUOTATION MARK) where the words have ''' (U+0027 APOSTROPHE).",
            "The brigade’s spokesman",
        ),
        ("cue: told", "cue: says", "cue: the words are not there", "Copy them from the text, letter by letter.", None),
        (
            "time_text: on Monday",
            "time_text: on  Monday",
            "time_text of c002: the words are not there",
            "The text has ' ' (U+0020 SPACE) where the words have 2 spaces.",
            "on Monday",
        ),
        (
            "name: the ministry,",
            "name: this ministry,",
            "name: the words are not there",
            "The text has 'the' where the words have 'this'.",
            "the ministry",
        ),
        (
            "victims_text: at least three people",
            "victims_text: at least four people",
            "victims_text: the words are not there",
            "The text has 'three' where the words have 'four'.",
            "at least three people",
        ),
        (
            "quantity_text: the leader,",
            "quantity_text: their leader,",
            "quantity_text: the words are not there",
            "The text has 'the' where the words have 'their'.",
            "the leader",
        ),
    ],
)
def test_words_that_are_not_in_the_text_are_refused_with_the_nearest(slip, *, old, new, message, advice, nearest):
    finding = slip((old, new), at=new.partition(": ")[2].rstrip(","))
    assert finding.rule == "words_are_in_text"
    assert (finding.message, finding.advice, finding.expected) == (message, advice, nearest)


def test_straight_quotation_marks_for_curly_ones_are_named(slip):
    sentence = "“It was a clear night,” a resident told Radio Nadir."
    straight = "'\"It was a clear night,\" a resident told Radio Nadir.'"
    finding = slip((sentence, straight), at='"It was a clear night,"')
    assert finding.message == "sentence: the words are not there"
    assert finding.expected == sentence
    assert finding.advice is not None
    assert finding.advice.startswith("The text has '“' (U+201C LEFT DOUBLE QUOTATION MARK) where the words have")


def test_a_quote_that_stands_twice_in_its_sentence_asks_for_a_longer_stretch(slip, read):
    twice = ("quote: It was a clear night", "quote: a")
    finding = slip(twice, at="quote: a")
    assert finding.message == "quote of c004: the words occur 2 times"
    assert finding.advice is not None
    assert "'quote_in'" in finding.advice
    coding, findings = read(("quote: It was a clear night", "quote: a\n      quote_in: a resident"))
    assert findings == []
    assert TEXT[coding.claims[3].span.start :].startswith("a resident")


def test_a_longer_stretch_must_stand_once_itself(slip):
    finding = slip(
        ("quote: It was a clear night", "quote: night\n      quote_in: a clear day"), at="quote_in: a clear day"
    )
    assert (finding.message, finding.expected) == ("in: the words are not there", "a clear")


def test_a_quote_must_lie_in_its_own_sentence(slip):
    finding = slip(("quote: It was a clear night", "quote: Who fired"), at="quote: Who fired")
    assert finding.message == "quote of c004: the words are not there"


def test_the_first_difference_is_in_the_words_and_not_in_the_signs_around_them(slip):
    finding = slip(("quote: It was a clear night", "quote: It was a dark night"), at="dark")
    assert finding.expected == "It was a clear night"
    assert finding.advice == "The text has 'clear' where the words have 'dark'."


def test_a_hedge_must_stand_in_the_sentence(slip):
    finding = slip(("      absence: no_evidence\n", "      hedge: perhaps\n"), at="hedge: perhaps")
    assert finding.message == "hedge of c005: the words are not there"


def test_a_slip_in_a_sentences_said_by_is_one_finding_however_many_claims_share_it(slip):
    slip(("source_text: the ministry, cue: said", "source_text: the ministries, cue: said"), at="the ministries")


# Sentences and blocks -------------------------------------------------------------------------------------------

QUESTION = "  - text: Who fired is unclear.\n    no_claim: question\n"
LEFT_TOWN = lines_between("  - text: Northern Brigade fighters", "  - text: Who fired")


def test_a_sentence_left_out_is_shown_at_the_next_one(slip):
    finding = slip((LEFT_TOWN, ""), at="Who fired is unclear.")
    assert finding.rule == "text_is_covered"
    assert finding.message == "words of the article are in no block or sentence before this one"
    assert finding.value == "Northern Brigade fighters left the town."
    assert finding.advice == "Add the sentence or block that holds them."


def test_a_last_sentence_left_out_is_shown_at_the_last_block(slip):
    finding = slip((QUESTION, ""), at="- kind: body")
    assert finding.message == "words of the article are in no block or sentence after this one"
    assert finding.value == "Who fired is unclear."


def test_a_block_left_out_is_shown_at_the_next_one(slip):
    block = lines_between("- kind: body\n  sentences:\n  - text: A strike", "- kind: body\n  sentences:\n  - text: “It")
    finding = slip((block, ""), at="“It was a clear night,”")
    assert finding.value is not None
    assert finding.value.startswith("A strike killed at least three people")
    assert finding.value.endswith("...")
    assert len(finding.value) <= 80


def test_sentences_out_of_order_are_one_finding(slip):
    finding = slip((LEFT_TOWN + QUESTION, QUESTION + LEFT_TOWN), at="Northern Brigade fighters left the town.")
    assert finding.message == "sentence: the words stand before the text reached so far"
    assert finding.advice == "Keep the order of the article."


def test_the_same_sentence_coded_twice_is_out_of_order(slip):
    finding = slip((QUESTION, QUESTION + QUESTION), at="Who fired is unclear.")
    assert finding.message == "sentence: the words stand before the text reached so far"


def test_a_sentence_with_neither_claims_nor_a_reason(slip):
    finding = slip(("    no_claim: question\n", ""), at="Who fired is unclear.")
    assert finding.rule == "sentences_are_coded_or_excused"
    assert finding.message == "the sentence has neither claims nor no_claim"
    assert finding.advice == "Code what the sentence says, or say with no_claim why it says nothing."


def test_a_sentence_with_both_claims_and_a_reason(slip):
    sentence = "  - text: Northern Brigade fighters left the town.\n"
    finding = slip((sentence, sentence + "    no_claim: fragment\n"), at="Northern Brigade fighters")
    assert finding.message == "the sentence has both claims and no_claim"


def test_a_misspelt_sentence_is_one_finding_and_the_next_ones_are_read(slip, read):
    edit = ("text: The brigade’s spokesman said there", "text: The brigade’s spokesmen said there")
    finding = slip(edit, at="The brigade’s spokesmen")
    assert finding.advice == "The text has 'spokesman' where the words have 'spokesmen'."
    coding, _ = read(edit)
    assert [claim.label for claim in coding.claims] == ["c001", "c002", "c003", "c004", "c006"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "message", "at"),
    [
        ("- kind: title", "- kind: titel", "terms_are_defined", "'titel' is not a term of block_kind", "titel"),
        ("- kind: title\n", "-\n", "required_values_are_there", "kind is missing", "sentences"),
        (
            QUESTION,
            QUESTION + "- kind: body\n",
            "required_values_are_there",
            "a body block without sentences",
            "kind: body",
        ),
        (
            QUESTION,
            QUESTION + "- kind: body\n  text: x\n",
            "fields_are_known",
            "a body block lists sentences, not text",
            "text: x",
        ),
        (
            QUESTION,
            QUESTION + "- kind: promo\n  sentences: []\n",
            "fields_are_known",
            "a promo block has a text, not sentences",
            "sentences: []",
        ),
        (QUESTION, QUESTION + "- kind: promo\n", "required_values_are_there", "text is missing", "kind: promo"),
        (QUESTION, QUESTION + "- promo\n", "fields_are_known", "text where a mapping should stand", "- promo"),
        (QUESTION, "  - Who fired is unclear.\n", "fields_are_known", "text where a mapping should stand", "Who fired"),
        (QUESTION, "  - no_claim: question\n", "required_values_are_there", "text is missing", "no_claim"),
        (
            "no_claim: question",
            "no_claim: qestion",
            "terms_are_defined",
            "'qestion' is not a term of no_claim",
            "qestion",
        ),
        ("no_claim: question", "no_claims: question", "fields_are_known", "unknown key 'no_claims'", "no_claims"),
    ],
)
def test_a_block_or_sentence_of_the_wrong_shape_is_one_finding(read, *, old, new, rule, message, at):
    _, findings = read((old, new))
    first = findings[0] if len(findings) == 1 else next(one for one in findings if one.message == message)
    assert (first.rule, first.message) == (rule, message)
    assert first.where is not None
    assert at in edited((old, new)).splitlines()[first.where.line - 1]
    # a sentence whose reason is misspelt has neither claims nor a reason: the only second finding
    assert {one.rule for one in findings} - {rule} <= {"sentences_are_coded_or_excused"}


# Wrong shapes ---------------------------------------------------------------------------------------------------


HOP = "{actor_id: resident-a, source_text: a resident, cue: told}"
QUOTE = "      quote: Northern Brigade fighters left the town\n"
OFFICIAL = "name: Radio Nadir, name_kind: official"
SAME_FACT = "relations:\n      - {relation: same_fact, other_claim_id: c002}"
FIRST_CASUALTY = "casualties:\n      - {harm: killed, victim_class: unstated, quantity_text: three}"


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("coding: reviewed", "coding: revised", "revised", "'revised' is not a term of coding"),
        ("coder: tester", "coder: 7", "coder: 7", "coder holds a whole number"),
        ("coder: tester", "coder: ''", "coder: ''", "coder holds an empty text"),
        ("coder: tester\n", "", "article_id", "coder is missing"),
        ("coder: tester\n", "coder: tester\nnotes: x\n", "notes: x", "unknown key 'notes'"),
        ("label: c006", "label: 6", "label: 6", "label holds a whole number"),
        ("    - label: c006\n      quote", "    - quote", "- quote", "label is missing"),
        (QUOTE, "", "label: c006", "quote is missing"),
        (QUOTE, QUOTE + "      quotee: x\n", "quotee", "unknown key 'quotee'"),
        ("      claim_type: response\n", "", "label: c006", "claim_type is missing"),
        ("claim_type: response", "claim_type: reponse", "reponse", "'reponse' is not a term of claim_type"),
        ("polarity: negative", "polarity: no", "polarity: no", "'no' is not a term of polarity"),
        ("harm: killed_or_injured", "harm: hurt", "harm: hurt", "'hurt' is not a term of harm"),
        (OFFICIAL, OFFICIAL.replace("ffi", "fi"), "oficial", "'oficial' is not a term of name_kind"),
        (SAME_FACT, SAME_FACT.replace("fact", "facts"), "same_facts", "'same_facts' is not a term of claim_relation"),
        (SAME_FACT, SAME_FACT.replace("- ", "  "), "relations", "relations holds a mapping"),
        (FIRST_CASUALTY, "casualties: three", "casualties", "casualties holds text"),
        ("cue: told}", "cues: told}", "cues", "unknown key 'cues'"),
        (HOP, "a resident", "citing", "text where a mapping of columns should stand"),
        (HOP, "{actor_id: resident-a, cue: told}", "citing", "a source without source_text"),
        (HOP, "{source_text: a resident, cue: told}", "citing", "a source without actor_id"),
        (HOP, HOP.replace("resident-a", "Resident A"), "Resident A", "actor_id has the wrong form"),
    ],
)
def test_a_wrong_shape_is_one_finding_at_its_line(slip, old, new, at, message):
    assert slip((old, new), at=at).message == message


@pytest.mark.parametrize(
    ("key", "nearest"), [("quotee", "quote"), ("claim_typ", "claim_type"), ("casualty", "casualties")]
)
def test_an_unknown_key_names_the_nearest(slip, key, nearest):
    assert slip((QUOTE, f"{QUOTE}      {key}: x\n"), at=key).advice == f"Did you mean {nearest!r}?"


def test_lists_of_names_and_stretches_must_be_lists(slip):
    names = CODING[CODING.index("names:\n") :]
    assert slip((names, "names: {actor_id: ministry}\n"), at="names:").message == "names holds a mapping"
    name = "name: a resident, name_kind: role}"
    edit = (name, "name: a resident, name_kind: role, only_in: a resident told}")
    assert slip(edit, at="only_in").message == "only_in holds text"


def test_a_stretch_of_only_in_must_hold_its_name_once(slip):
    name = "name: a resident, name_kind: role}"
    finding = slip((name, "name: a resident, name_kind: role, only_in: [Radio Nadir]}"), at="only_in")
    assert finding.message == "name: the words are not there"


def test_two_stretches_around_one_place_count_it_once(read):
    name = "name: a resident, name_kind: role}"
    coding, findings = read((name, "name: a resident, name_kind: role, only_in: [a resident told, ” a resident told]}"))
    assert findings == []
    assert [len(form.only_in or ()) for form in coding.names if form.row.values["name"] == "a resident"] == [1]


def test_a_label_that_stands_twice_names_both_lines(slip):
    finding = slip(("label: c006", "label: c005"), at="label: c005")
    first = CODING.splitlines().index("    - label: c005") + 1
    assert finding.rule == "labels_are_unique"
    assert finding.message == f"the label 'c005' stands twice, first in line {first}"


def test_a_chain_of_sources_has_an_end(slip):
    chain = HOP
    for _ in range(9):
        chain = f"{{actor_id: resident-a, source_text: a resident, citing: {chain}}}"
    assert slip((HOP, chain), at="citing").message == "more than 8 hops"


@pytest.mark.parametrize("blocks", ["blocks: []\n", "blocks: nothing\n", "blocks:\n", ""])
def test_a_coding_without_blocks_is_one_finding(read, blocks):
    _, findings = read((CODING[CODING.index("blocks:") : CODING.index("names:")], blocks))
    assert len(findings) == 1
    assert findings[0].message in ("blocks is missing or empty", "blocks holds text", "blocks holds nothing")


def test_several_mistakes_in_one_claim_are_all_reported(read):
    _, findings = read(
        ("quote: there were no indications", "quote: there were few indications"),
        ("source_text: The brigade’s", "source_text: A brigade’s"),
        ("      absence: no_evidence\n", "      hedge: perhaps\n"),
        ("polarity: negative", "polarity: negativ"),
    )
    assert [finding.rule for finding in findings] == ["terms_are_defined", *["words_are_in_text"] * 3]


def test_several_mistakes_at_once_are_all_reported(read):
    _, findings = read(
        ("coder: tester", "coder: 7"),
        ("quote: It was a clear night", "quote: It was a dark night"),
        ("claim_type: response", "claim_type: reponse"),
        ("cue: told", "cue: says"),
        ("    no_claim: question\n", ""),
        ("name: Radio Nadir,", "name: Radio Nadr,"),
        ("label: c006", "label: c001"),
    )
    assert sorted(finding.rule for finding in findings) == [
        "labels_are_unique",
        "sentences_are_coded_or_excused",
        "terms_are_defined",
        "types_are_right",
        "words_are_in_text",
        "words_are_in_text",
        "words_are_in_text",
    ]
    assert all(finding.where for finding in findings)
