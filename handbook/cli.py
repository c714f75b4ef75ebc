"""The ``handbook`` command: what managers and authors run.

Everything heavy is imported inside the command that needs it, so that each starts fast.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from handbook.content import Content, ContentProblems

#: A preview with drafts is kept away from what is published.
DRAFTS = ".cache/drafts"
SHOW_DRAFTS = "Show versions that nobody has approved too, marked as drafts: a preview."
#: Nothing was done; a sentence says why.
COULD_NOT = 1

app = typer.Typer(
    help="Check, read and publish the Income Handbook.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
ledger_app = typer.Typer(help="The ledger that protects approved text.", no_args_is_help=True)
app.add_typer(ledger_app, name="ledger")


class Settings:
    """Where the handbook is and which day it is: the one place a command reads the clock."""

    root = Path()
    today = dt.date.min


def a_date(text: str) -> dt.date:
    """A date from the command line.

    Raises:
        typer.BadParameter: If it is not one.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"“{text}” is not a date. Write year, month and day, like 2027-04-05."
        raise typer.BadParameter(message) from None


@app.callback()
def settings(
    root: Annotated[
        Path | None, typer.Option(help="The handbook's folder, if you are not inside it.")
    ] = None,
    today: Annotated[
        dt.date | None,
        typer.Option(parser=a_date, metavar="DATE", help="The day to take as today."),
    ] = None,
) -> None:
    """Find the handbook and the day before any command runs."""
    Settings.root = root.resolve() if root else find_root(Path.cwd())
    Settings.today = today or dt.date.today()  # noqa: DTZ011 - the reader's own day


def find_root(here: Path) -> Path:
    """The folder of the handbook that a place is in, or the one this command belongs to."""
    for folder in (here, *here.parents):
        if (folder / "policies" / "figures").is_dir():
            return folder
    return Path(__file__).resolve().parent.parent


def main() -> None:
    """Run the command."""
    app()


def stop(message: str) -> NoReturn:
    """End with one sentence on the error output."""
    typer.echo(message, err=True)
    raise typer.Exit(COULD_NOT)


def stop_with(problems: ContentProblems) -> NoReturn:
    """End with every problem of the content on the error output."""
    for each in problems.problems:
        typer.echo(str(each), err=True)
    number = len(problems.problems)
    waiting = " Further checks wait until then: run it again." if problems.more_to_come else ""
    stop(f"\n{number} problem{'s' if number > 1 else ''} to put right.{waiting}")


def read_content(**how: bool) -> Content:
    """The content, checked against the calculators too; or the end, with every problem.

    ``how`` is as in :func:`handbook.content.load`.
    """
    from handbook.consistency.known import load_checked
    from handbook.content import ContentProblems

    try:
        return load_checked(Settings.root, today=Settings.today, **how)
    except ContentProblems as problems:
        stop_with(problems)


def known_calculator(calculator: str) -> str:
    """The calculator's id, or the end if there is none of that name."""
    from calculators.registry import CALCULATORS

    if calculator not in CALCULATORS:
        names = ", ".join(CALCULATORS)
        stop(f"There is no calculator called “{calculator}”. Use one of: {names}.")
    return calculator


@app.command()
def run(
    calculator: Annotated[str, typer.Argument(help="The calculator's id, like repayment_plan.")],
    file: Annotated[
        Path | None,
        typer.Argument(help="A case in JSON, or one case a line. Left out, cases are typed in."),
    ] = None,
) -> None:
    """Work out one case, or one case a line, and print each answer as JSON.

    The exit code is 0, or 2 if any case could not be answered.
    """
    from handbook.cases import CannotRead, run_cases

    known_calculator(calculator)
    figures = read_content(with_scenarios=False).figure_set
    try:
        all_answered = run_cases(calculator, file, figures)
    except CannotRead as why:
        stop(str(why))
    except BrokenPipeError:
        # Whoever read our answers has enough. Python must not complain of it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    if not all_answered:
        raise typer.Exit(2)


@app.command()
def describe(
    calculator: Annotated[str, typer.Argument(help="The calculator's id, like repayment_plan.")],
) -> None:
    """Print a calculator's form, and the shape of its facts and its answer as JSON Schema."""
    import json

    from calculators import browser

    form = json.loads(browser.describe(known_calculator(calculator)))
    typer.echo(json.dumps(form, ensure_ascii=False, indent=2))


@app.command()
def check(
    unread: Annotated[
        bool, typer.Option("--unread", help="Only list the clauses that no check can read.")
    ] = False,
) -> None:
    """Check figures, policies, cases and the landlord, and print everything that is wrong."""
    from handbook.consistency.checks import load_and_check, summary
    from handbook.consistency.prose import unread_clauses, unread_in_words
    from handbook.consistency.step_prose import unread_in_steps
    from handbook.content import ContentProblems

    if unread:
        content = read_content(with_scenarios=False)
        found = [*unread_clauses(content), *unread_in_steps(content)]
        typer.echo("\n".join(map(str, found)) or unread_in_words(found))
        return
    try:
        content, done = load_and_check(Settings.root, today=Settings.today)
    except ContentProblems as problems:
        stop_with(problems)
    typer.echo(summary(content, done))


@app.command()
def mutate(
    sample: Annotated[
        int, typer.Option(min=0, help="Try so many, spread over the kinds; 0 tries all.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="Which ones a sample takes.")] = 0,
    only: Annotated[str, typer.Option(metavar="KIND", help="Try one kind, like figures.")] = "",
    fresh: Annotated[bool, typer.Option(help="Forget earlier results and start again.")] = False,
) -> None:
    """Plant small mistakes one at a time and list those that no scenario notices.

    Stopped half-way, it goes on where it was. The exit code is 1 if a mistake goes unnoticed that
    is not on the list of equivalent ones.
    """
    from handbook.consistency.mutation.command import FOLDER, ScenariosFail
    from handbook.consistency.mutation.command import mutate as try_mutants
    from handbook.consistency.mutation.mutants import KINDS
    from handbook.content import ContentProblems

    if only and only not in KINDS:
        stop(f"There is no kind called “{only}”. Use one of: {', '.join(KINDS)}.")
    content = read_content()
    how = {"sample": sample, "seed": seed}
    try:
        report = try_mutants(content, Settings.today, only=only, fresh=fresh, **how)
    except ContentProblems as problems:
        stop_with(problems)
    except ScenariosFail as why:
        stop(str(why))
    except KeyboardInterrupt:
        stop("\nStopped. Run it again to go on.")
    typer.echo(report.in_words())
    typer.echo(f"The report is in {FOLDER}/report.html.")
    if report.survivors:
        raise typer.Exit(COULD_NOT)


@app.command()
def due(
    on: Annotated[
        dt.date | None,
        typer.Option(parser=a_date, metavar="DATE", help="The day to count from; today if none."),
    ] = None,
    within: Annotated[int, typer.Option(min=0, help="How many days ahead to look.")] = 90,
) -> None:
    """List figures that run out or are not sure, reviews that are due, approvals not recorded."""
    from handbook.consistency.due import due_in_words

    # What is not in the ledger is one of the things it lists.
    typer.echo(due_in_words(read_content(protect=False), on or Settings.today, within))


@app.command("new-year")
def new_year(
    year: Annotated[
        int | None,
        typer.Argument(min=2000, max=2200, help="The year of that April; the coming one if none."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Write it as a sheet to fill in.")
    ] = None,
    fill: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Write a filled sheet's values.")
    ] = None,
) -> None:
    """List the figures that April asks for, as a sheet if wanted, or fill in such a sheet.

    Nothing is written unless every row that is filled in is good.
    """
    from handbook.new_year.command import fill as fill_in
    from handbook.new_year.command import list_needs
    from handbook.new_year.sheet import CannotFill

    if fill is not None and (out is not None or year is not None):
        stop("“--fill” stands alone: the sheet itself says which figures, and from when.")
    try:
        if fill is not None:
            fill_in(read_content(protect=False, with_scenarios=False), fill, Settings.today)
        else:
            list_needs(read_content(protect=False), year, Settings.today, out)
    except CannotFill as why:
        stop(str(why))


@app.command("new-version")
def new_version(
    policy: Annotated[str, typer.Argument(help="The policy's id: the name of its folder.")],
    first_day: Annotated[
        dt.date,
        typer.Argument(parser=a_date, metavar="FIRST_DAY", help="Its first day, like 2027-04-05."),
    ],
) -> None:
    """Start a new version of a policy: its newest text, with a heading to fill in."""
    from handbook.new_version import CannotStart, start_version

    try:
        made = start_version(Settings.root, policy, first_day)
    except CannotStart as why:
        stop(f"{why}." if str(why)[-1] not in "?." else str(why))
    for each in made:
        typer.echo(f"Wrote {each}")
    typer.echo(
        "\nNext:\n"
        f"1. Fill in the heading of {made[0]}: who approved it, when, and what changed.\n"
        "2. Edit the text. Keep the ids of clauses that stay. “handbook serve --drafts” shows it, "
        "marked as a draft.\n"
        "3. “handbook check” says what is missing. Until it is approved, nothing is published.\n"
        "4. “handbook ledger add” records the approved text.\n"
        f"5. “handbook build --at {first_day.isoformat()}” builds the pages of that day. Read them."
    )


@app.command()
def boundary(
    calculator: Annotated[str, typer.Argument(help="The calculator's id, like repayment_plan.")],
) -> None:
    """Print each case at a threshold or a change date that has no scenario, to fill in by hand."""
    from handbook.consistency.boundaries import cases_to_fill_in

    typer.echo(cases_to_fill_in(read_content(), known_calculator(calculator)))


@app.command()
def impact(
    against: Annotated[
        str, typer.Option(metavar="REF", help="The commit, branch or tag to compare with.")
    ] = "HEAD",
    cases: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Your own cases, one a line; needs --calculator."),
    ] = None,
    calculator: Annotated[
        str, typer.Option(metavar="ID", help="The calculator your own cases are for.")
    ] = "",
) -> None:
    """Say what the changes in this folder mean: figures, clauses, answers, pages, missing cases.

    Of your own cases nothing is printed but the numbers of their lines.
    """
    from handbook.cases import CannotRead
    from handbook.impact.before import CannotCompare
    from handbook.impact.command import impact as compare
    from handbook.impact.command import in_words

    if bool(calculator) != (cases is not None):
        stop("“--cases” and “--calculator” go together: give both, or neither.")
    if calculator:
        known_calculator(calculator)
    content = read_content(protect=False, drafts=True)
    try:
        found = compare(content, against, Settings.today, calculator, cases)
    except (CannotCompare, CannotRead) as why:
        stop(str(why))
    typer.echo("\n".join(in_words(found)))


@ledger_app.command("add")
def ledger_add() -> None:
    """Record the text of every approved version that is not in the ledger yet."""
    from handbook.content import ContentProblems, Problems
    from handbook.content.ledger import add_entries, check_entries, unrecorded

    content = read_content(protect=False)
    problems = Problems()
    check_entries(content.root, content.ledger, problems)
    new = unrecorded(content.protected, content.ledger)
    if new and not problems.found:
        from handbook.consistency.checks import text_problems

        problems.found += [each for each in text_problems(content) if each.file in new]
        if problems.found:
            typer.echo(
                "Nothing is recorded: once it is, the text can no longer be changed.\n", err=True
            )
    try:
        problems.raise_any()
    except ContentProblems as found:
        stop_with(found)
    added = add_entries(content.root, Settings.today, content.protected, content.ledger)
    for each in added:
        typer.echo(f"Recorded {each}")
    if not added:
        typer.echo("Every version is in the ledger already.")


@app.command()
def build(
    at: Annotated[
        dt.date | None,
        typer.Option(parser=a_date, metavar="DATE", help="Build as if on this day; today if none."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write the site; “site” in the handbook if none.")
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help=f"{SHOW_DRAFTS} It is written to “{DRAFTS}”.")
    ] = False,
    thorough: Annotated[
        bool, typer.Option(help="Spend a minute more to make the first download smaller.")
    ] = False,
) -> None:
    """Build the site."""
    from handbook.content import ContentProblems
    from handbook.site.building import build_site

    try:
        build_site(
            Settings.root,
            at=at or Settings.today,
            out=out or Settings.root / (DRAFTS if drafts else "site"),
            thorough=thorough,
            check=True,
            drafts=drafts,
        )
    except ContentProblems as problems:
        stop_with(problems)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    drafts: Annotated[bool, typer.Option("--drafts", help=SHOW_DRAFTS)] = False,
) -> None:
    """Serve the site and build it again whenever a file changes."""
    from handbook.site.serving import serve as serve_site

    serve_site(Settings.root, port=port, drafts=drafts)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(context: typer.Context) -> None:
    """Measure speed and size, beside a plain Pyodide load; options go to the benchmarks."""
    import subprocess

    command = [sys.executable, "-m", "benchmarks", *context.args]
    raise typer.Exit(subprocess.run(command, cwd=Settings.root, check=False).returncode)


if __name__ == "__main__":
    main()
