"""No duty that nothing carries, no carrier without a duty, no rule without a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.consistency.duties import (
    Citation,
    Paragraph,
    Rule,
    asks_for_something,
    citations,
    citations_in,
    obliges,
    orphan_citations,
    orphan_duties,
    orphan_rules,
    paragraphs,
    rules,
)
from handbook.content import Content, PolicyClause
from handbook.content.text import Carrier
from tests.consistency.planting import OLDER, ROOT, VERSION, copied, planted, read

POLICY = "rent-collection-and-arrears"


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return copied(tmp_path)


def line_of(root: Path, file: str, words: str) -> int:
    text = (root / file).read_text("utf-8")
    return text.count("\n", 0, text.index(words)) + 1


def test_the_handbook_itself_is_clean(content: Content) -> None:
    assert list(orphan_duties(content)) == []
    assert list(orphan_rules(content)) == []
    assert list(orphan_citations(content)) == []


SEND = "Send it without charge."


@pytest.mark.parametrize(
    "duty",
    [
        "An officer must send it.",
        "An officer must not send it.",
        'Send it within {{ figure("court.protocol.weeks_on_statement") }}.',
        'It covers at least {{ figure("court.protocol.weeks_on_statement") }}.',
        'It takes no longer than {{ figure("landlord.repayment_plan.usual_longest") }}.',
        "Send it before the hearing.",
        "Send it as soon as it is asked for.",
        "When it is asked for, send it the same day.",
        "Do not charge for it.",
        "It is sent on the next working day.",
        'Accept it up to {{ figure("landlord.repayment_plan.token_offer") }}.',
        "The following apply:\n\n- send it before the hearing\n- keep a copy",
    ],
)
def test_a_duty_that_nothing_carries_is_reported(tree: Path, duty: str) -> None:
    content = planted(tree, VERSION, SEND, f"{SEND}\n\n{duty}")
    found = list(orphan_duties(content))
    line = line_of(tree, VERSION, duty.split("\n", 1)[0])
    assert [(each.file, each.line, each.key) for each in found] == [(VERSION, line, "paying-rent")]
    assert "nothing says what carries it out" in found[0].message


def test_a_marker_taken_away_is_reported(tree: Path) -> None:
    marker = '{: data-rule="repayment_plan.plan_broken" }\n'
    content = planted(tree, OLDER, marker, "")
    assert [(each.file, each.key) for each in orphan_duties(content)] == [
        (OLDER, "missed-payments-and-broken-plans")
    ]
    # Another version still names the rule, so the rule itself is not an orphan.
    assert list(orphan_rules(content)) == []


def test_a_carrier_of_words_that_ask_for_nothing_is_reported(tree: Path) -> None:
    words = (
        "A household with other income pays what its income and spending show it can afford, "
        "even if that is less."
    )
    marker = '{: data-decides="income_officer" }'
    content = planted(tree, VERSION, words, f"{words}\n{marker}")
    found = list(orphan_duties(content))
    assert [(each.file, each.line) for each in found] == [
        (VERSION, line_of(tree, VERSION, words) + 1)
    ]
    assert "obliges nobody" in found[0].message


def paragraph(text: str) -> Paragraph:
    return Paragraph("a.md", "a", 1, text, ())


@pytest.mark.parametrize(
    "text",
    [
        "We aim to:\n- offer help before we take any step\n- keep people in their homes",
        "Record it once, so that nobody has to explain it twice.",
        "Rent pays for repairs.",
        "Send it without charge.",
        "A tenant can ask for a statement at any time.",
    ],
)
def test_what_obliges_nobody_by_a_time(text: str) -> None:
    assert not obliges(paragraph(text))


def test_an_instruction_may_name_who_decides_and_need_not() -> None:
    told = paragraph("Send it without charge.")
    assert not obliges(told)
    assert asks_for_something(told)
    assert not asks_for_something(paragraph("Rent pays for repairs."))


def test_what_is_left_to_a_person_may_name_that_person_and_no_rule() -> None:
    text = "A team leader may hold a step back."
    person, rule = Carrier("decides", "income_team_leader", 2), Carrier("rule", "a.b", 2)
    assert asks_for_something(Paragraph("a.md", "a", 1, text, (person,)))
    assert not asks_for_something(Paragraph("a.md", "a", 1, text, (rule,)))


def test_a_clause_made_from_a_record_is_not_read_as_prose() -> None:
    made = PolicyClause("visit", "Visit", "Visit within a week.", 3, (), ())
    assert paragraphs(made, "steps.yaml") == []


def test_a_list_belongs_to_the_paragraph_that_opens_it(content: Content) -> None:
    clause = content.policies[POLICY].versions[-1].clause("minimum-offers")
    assert clause is not None
    first = paragraphs(clause, VERSION)[0]
    assert [each.id for each in first.carriers] == ["repayment_plan.minimum_offer_met"]
    assert first.text.count("{{") == 5
    assert first.line == clause.body_line == clause.line + 2


def test_a_rule_that_nothing_names_is_reported(content: Content) -> None:
    bare = [Rule("repayment_plan.new_rule", "calculators/repayment_plan/rules.py", 7, "")]
    found = list(orphan_rules(content, bare))
    assert [(each.file, each.line, each.key) for each in found] == [
        ("calculators/repayment_plan/rules.py", 7, "repayment_plan.new_rule")
    ]


def test_a_rule_that_rests_on_a_clause_by_a_title_it_no_longer_has(tree: Path) -> None:
    content = planted(tree, VERSION, "## Paying on working days {", "## Working days {")
    found = list(orphan_rules(content))
    assert [each.key for each in found] == ["repayment_plan.pay_day"]
    assert "“Paying on working days”" in found[0].message


def test_every_rule_is_looked_at() -> None:
    assert {"repayment_plan.plan_broken", "rent_conversion.daily_rate"} <= {r.id for r in rules()}
    assert all(each.line > 1 for each in rules())


@pytest.mark.parametrize(
    "clause", sorted({each.clause for each in citations(ROOT) if each.clause != "rent-changes"})
)
def test_a_clause_renamed_while_code_cites_it(tree: Path, clause: str) -> None:
    # The steps that cite it are renamed with it: loading refuses them otherwise.
    steps = tree / "policies" / "procedures" / "arrears" / "steps.2026-04-06.yaml"
    text = steps.read_text("utf-8")
    steps.write_text(text.replace(f"#{clause}\n", f"#{clause}-renamed\n"), "utf-8")
    content = planted(tree, VERSION, f"{{#{clause}}}", f"{{#{clause}-renamed}}")
    found = list(orphan_citations(content))
    assert found
    for each in found:
        assert (each.file, each.key) == (VERSION, clause)
        assert each.message.startswith("calculators/")
    citing = {each.file.split("/")[1] for each in citations(ROOT) if each.clause == clause}
    for calculator in citing:
        assert any(each.message.startswith(f"calculators/{calculator}/") for each in found)


def test_a_clause_deleted_while_code_cites_it(tree: Path) -> None:
    path = tree / VERSION
    text = path.read_text("utf-8")
    start, end = text.index("## When the rent changes"), text.index("## Reviewing a plan")
    path.write_text(text[:start] + text[end:], "utf-8")
    found = list(orphan_citations(read(tree)))
    assert [(each.file, each.key) for each in found] == [(VERSION, "rent-changes")]


def test_a_policy_that_is_gone_while_code_cites_it(content: Content) -> None:
    cited = [Citation("garages", "letting", "calculators/garage/policy.py", 3)]
    found = list(orphan_citations(content, cited))
    assert [(each.file, each.line) for each in found] == [("calculators/garage/policy.py", 3)]


def test_every_citation_in_the_code_is_found() -> None:
    found = citations(ROOT)
    assert {each.clause for each in found} == {
        "early-contact",
        "rent-changes",
        "paying-on-working-days",
        "repayment-plans",
        "reviewing-a-plan",
        "minimum-offers",
        "missed-payments-and-broken-plans",
    }
    assert {each.policy for each in found} == {POLICY}


def test_a_clause_that_is_worked_out_cannot_be_followed(content: Content) -> None:
    code = 'POLICY = "a"\ndef f(trace, on):\n    return trace.clause(POLICY, "x" + on, on)\n'
    found = list(orphan_citations(content, citations_in(code, "calculators/x/policy.py")))
    assert [(each.file, each.line) for each in found] == [("calculators/x/policy.py", 3)]
    assert "worked out" in found[0].message


def test_a_clause_that_content_names_is_checked_where_the_content_is_read() -> None:
    code = "def f(trace, step, on):\n    return trace.clause(step.policy, step.clause, on)\n"
    assert citations_in(code, "calculators/x/running.py") == []


def test_a_clause_handed_over_by_name_is_followed() -> None:
    code = (
        'POLICY = "a"\n'
        "class C:\n"
        "    def cite(self, on, clause):\n"
        "        return self.trace.clause(POLICY, clause, on)\n"
        "    def both(self, on):\n"
        '        return self.cite(on, "first"), self.cite(on, clause="second")\n'
    )
    found = citations_in(code, "a.py")
    assert [(each.policy, each.clause, each.line) for each in found] == [
        ("a", "first", 6),
        ("a", "second", 6),
    ]
