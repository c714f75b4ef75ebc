/**
 * The form as a case: what is asked now, what has been typed, and putting answers back in.
 *
 * A question is an element with data-question (its name) and data-control; rows of a list are
 * elements with data-row, and each row is a small form of its own.
 */
import { today, wholeDate } from "./calculator-dates.js";

/** How soon after instant navigation the theme has followed the address, in milliseconds. */
export const AFTER_THE_THEME = 100;

/** @typedef {HTMLElement} Question */

/** A question's label as an officer reads it. */
export const labelOf = (question) => question.dataset.label;

/** The words of the answer chosen in a question with choices; empty if none is. */
export function choiceOf(question) {
  const radio = question.querySelector("input[type=radio]:checked");
  if (radio) return { value: radio.value, unit: radio.dataset.unit ?? "", words: wordsOf(radio) };
  const option = question.querySelector("select")?.selectedOptions[0];
  if (!option?.value) return { value: "", unit: "", words: "" };
  return { value: option.value, unit: option.dataset.unit ?? "", words: option.textContent };
}

const wordsOf = (radio) => radio.parentElement.querySelector("[data-choice]").textContent;

export class CaseForm {
  /** Whether there is an amount to confirm: only then is the question asked that confirms it. */
  #doubted = false;

  /** @param {HTMLFormElement} root */
  constructor(root) {
    this.root = root;
  }

  /** The questions of the form, or of one row of a list. */
  questions(scope = this.root) {
    return [...scope.querySelectorAll("[data-question]")].filter(
      (each) => this.scopeOf(each) === scope,
    );
  }

  /** The row a question stands in, or the form. */
  scopeOf(question) {
    return question.parentElement.closest("[data-row]") ?? this.root;
  }

  /** A question by name, nearest first: in the same row, then in the form. */
  find(name, scope = this.root) {
    const here = this.questions(scope).find((each) => each.dataset.question === name);
    return here ?? (scope === this.root ? undefined : this.find(name));
  }

  /** The question an element belongs to. */
  questionAt(element) {
    const found = element.closest?.("[data-question]");
    return found && this.root.contains(found) ? found : null;
  }

  rows(question) {
    return [...question.querySelectorAll("[data-row]")];
  }

  /** What has been typed in one question. */
  read(question) {
    switch (question.dataset.control) {
      case "date":
        return Object.fromEntries(dateBoxes(question).map((box) => [box.dataset.part, box.value]));
      case "paid": {
        const amount = question.querySelector("input").value;
        // How often is always chosen, so on its own it answers nothing.
        return amount.trim() && { amount, per: question.querySelector("select").value };
      }
      case "rows":
        return this.rows(question).map((row) => this.everything(row));
      case "radios":
      case "list":
        return choiceOf(question).value;
      default:
        return question.querySelector("input, textarea").value;
    }
  }

  /** Put an answer in one question. */
  write(question, answer) {
    switch (question.dataset.control) {
      case "date": {
        const parts = typeof answer === "string" ? wholeDate(answer) : answer;
        for (const box of dateBoxes(question)) box.value = parts?.[box.dataset.part] ?? "";
        break;
      }
      case "rows":
        for (const row of this.rows(question)) row.remove();
        for (const each of answer) this.fill(each, this.addRow(question));
        break;
      case "radios":
        for (const radio of question.querySelectorAll("input[type=radio]"))
          radio.checked = radio.value === String(answer);
        break;
      case "list":
        question.querySelector("select").value = String(answer);
        break;
      case "paid":
        question.querySelector("input").value = answer?.amount ?? "";
        if (answer?.per) question.querySelector("select").value = answer.per;
        break;
      default:
        question.querySelector("input, textarea").value = String(answer);
    }
  }

  /** Put answers in by name; questions they do not name stay as they are. */
  fill(answers, scope = this.root) {
    for (const question of this.questions(scope)) {
      const answer = answers[question.dataset.question];
      if (answer !== undefined && answer !== null) this.write(question, answer);
    }
  }

  /** Everything typed, asked now or not: what to put back when the reader returns. */
  everything(scope = this.root) {
    return Object.fromEntries(
      this.questions(scope).map((each) => [each.dataset.question, this.read(each)]),
    );
  }

  /**
   * The case to work out: exactly what was typed in the questions that are asked now.
   *
   * A row left wholly empty is left out, as Python would; `rows` says, by question, which row on
   * the page each row sent is, so that messages find their way back.
   */
  collect(scope = this.root) {
    const answers = {};
    const rows = {};
    for (const question of this.questions(scope)) {
      if (!this.isAsked(question)) continue;
      const { question: name, control } = question.dataset;
      if (control !== "rows") {
        answers[name] = this.read(question);
        continue;
      }
      const filled = this.rows(question).filter((row) => typedIn(this.everything(row)));
      rows[name] = filled.map((row) => this.rows(question).indexOf(row));
      answers[name] = filled.map((row) => this.collect(row).answers);
    }
    return { answers, rows };
  }

  /** Whether a question is asked, going by the answers it depends on. */
  isAsked(question) {
    if (question.dataset.confirms && !this.#doubted && !this.#confirms(question)) return false;
    const scope = this.scopeOf(question);
    const conditions = JSON.parse(question.dataset.shownWhen ?? "{}");
    return Object.entries(conditions).every(([name, wanted]) => {
      const other = this.find(name, scope);
      return wanted.includes(this.read(other)) && this.isAsked(other);
    });
  }

  #confirms(question) {
    return this.read(question) === question.dataset.confirms;
  }

  /** Take in whether an amount is doubted; where one was confirmed, that can be taken back. */
  doubt(doubted) {
    const confirmed = this.questions().some(
      (each) => each.dataset.confirms && this.#confirms(each),
    );
    this.#doubted = doubted || confirmed;
    this.refresh();
  }

  /**
   * Show what is asked, hide the rest, and let each amount say its period.
   * @returns {Question[]} those that were not asked before
   */
  refresh() {
    const added = [];
    for (const question of this.root.querySelectorAll("[data-question]")) {
      const asked = this.isAsked(question);
      if (asked && question.hidden) added.push(question);
      question.hidden = !asked;
      question.classList.remove("ih-not-asked");
      if (question.dataset.unitFrom) this.#showUnit(question);
      if (question.dataset.control === "rows") this.#showRowButtons(question);
    }
    for (const group of this.root.querySelectorAll("[data-group]")) {
      const wasHidden = group.hidden;
      group.hidden = ![...group.querySelectorAll("[data-question]")].some((each) => !each.hidden);
      if (wasHidden && !group.hidden && "openWhenAsked" in group.dataset) group.open = true;
    }
    return added;
  }

  #showUnit(question) {
    const chosen = choiceOf(this.find(question.dataset.unitFrom, this.scopeOf(question)));
    question.querySelector(".ih-unit").textContent = chosen.unit;
  }

  #showRowButtons(question) {
    const { most, least } = question.querySelector("fieldset").dataset;
    const count = this.rows(question).length;
    const add = question.querySelector("[data-action=add-row]");
    add.textContent = count ? add.dataset.another : add.dataset.first;
    add.hidden = most !== undefined && count >= Number(most);
    const full = question.querySelector("[data-full]");
    if (full) full.hidden = !add.hidden;
    for (const button of question.querySelectorAll("[data-action=remove-row]"))
      button.hidden = count <= Number(least);
  }

  /** Say beside the headings what stands under them. */
  showBeside(words) {
    for (const slot of this.root.querySelectorAll("[data-beside]"))
      slot.textContent = words[slot.dataset.beside] ?? "";
  }

  /** Add an empty row to a list. */
  addRow(question) {
    const number = this.rows(question).length;
    const row = question.querySelector("template").content.cloneNode(true).firstElementChild;
    fillIn(row, { __row__: String(number), __number__: String(number + 1) });
    question.querySelector("[data-rows]").append(row);
    return row;
  }

  /** Take a row out; the rest keep what was typed and are numbered again. */
  removeRow(question, row) {
    const at = this.rows(question).indexOf(row);
    const rest = this.rows(question).filter((each) => each !== row);
    this.write(question, rest.map((each) => this.everything(each)));
    this.refresh();
    return this.rows(question)[at] ?? question.querySelector("[data-action=add-row]");
  }

  /** Back to the start: only what is filled in for everyone, and today's date where offered. */
  clear() {
    this.root.reset();
    this.#doubted = false;
    for (const question of this.questions()) {
      if (question.dataset.control === "rows") {
        this.write(question, []);
        const least = Number(question.querySelector("fieldset").dataset.least);
        for (let row = 0; row < least; row += 1) this.addRow(question);
      }
      if (question.dataset.prefill === "today") this.write(question, today());
    }
    for (const details of this.root.querySelectorAll("details[data-group]")) details.open = false;
    this.showBeside({});
  }

  /**
   * Take a whole date that was put in one of a date's boxes apart, into all three.
   * @returns {boolean} whether there was one
   */
  spreadDate(box, text = box.value) {
    if (!box.dataset?.part) return false;
    const parts = wholeDate(text);
    if (parts) this.write(this.questionAt(box), parts);
    return parts !== null;
  }

  spreadDates() {
    for (const box of this.root.querySelectorAll("[data-part]")) this.spreadDate(box);
  }

  /** Bring a question into view, opening what hides it, and put the cursor in its first box. */
  goTo(element) {
    if (!element) return;
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details"))
      at.open = true;
    const first = element.matches("input, select, textarea")
      ? element
      : element.querySelector("input, select, textarea, button");
    const group = first?.closest("[role=radiogroup]");
    const box = group?.querySelector("input:checked") ?? first;
    const question = element.closest("[data-question]") ?? element;
    question.scrollIntoView({ block: "nearest" });
    (box ?? element).focus();
  }

  /** Select a line of the box of lines that the cursor is in. */
  goToLine(number) {
    const box = document.activeElement;
    if (!box.matches("textarea")) return;
    const lines = box.value.split("\n");
    const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    box.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
    box.scrollTop = (box.scrollHeight / lines.length) * (number - 2);
  }

  /** The first question still to answer, or the first of all. */
  goToFirstOpen() {
    const asked = this.questions().filter((each) => this.isAsked(each));
    const needed = asked.filter(
      (each) => each.dataset.control !== "rows" && !each.querySelector(".ih-optional"),
    );
    const open = needed.find((each) => !typedIn(this.read(each)));
    this.goTo(open ?? asked[0]);
  }

  /** Up and down in an amount that has how often beside it: to the amount of another line. */
  goAlongAmounts(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = step && this.#amounts().indexOf(event.target);
    if (!step || at < 0) return false;
    event.preventDefault();
    this.goTo(this.#amounts()[at + step]);
    return true;
  }

  /** The amounts in sight that have how often beside them. */
  #amounts() {
    const boxes = [...this.root.querySelectorAll("[data-control=paid] input")];
    return boxes.filter((each) => each.getClientRects().length);
  }

  /** The start of the part after the cursor: its name where it opens and closes, or "Work out". */
  goToNextPart() {
    const starts = [...this.root.querySelectorAll("[data-group]")]
      .filter((part) => part.getClientRects().length)
      .map((part) => part.querySelector(":scope > summary") ?? firstBox(part))
      .concat(this.root.querySelector("[type=submit]"));
    const follows = Node.DOCUMENT_POSITION_FOLLOWING;
    const at = document.activeElement;
    const next = starts.find((each) => at.compareDocumentPosition(each) & follows);
    (this.root.contains(at) && next ? next : starts[0]).focus();
  }

  /** Change the page above the box in use without moving that box on the screen. */
  keepingPlace(change) {
    const box = document.activeElement;
    const before = this.root.contains(box) ? box.getBoundingClientRect().top : null;
    change();
    if (before !== null) window.scrollBy(0, box.getBoundingClientRect().top - before);
  }
}

const firstBox = (part) => part.querySelector("input:not([type=hidden]), select, textarea");
const dateBoxes = (question) => [...question.querySelectorAll("[data-part]")];

/** Whether anything at all was typed. */
export function typedIn(answer) {
  if (typeof answer === "string") return answer.trim() !== "";
  if ("per" in answer) return typedIn(answer.amount); // how often alone says nothing
  return Object.values(answer).some(typedIn);
}

/** Put a row's number where the template says, in attributes and text. */
function fillIn(element, values) {
  const filled = (text) =>
    Object.entries(values).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) node.data = filled(node.data);
    else for (const each of node.attributes) each.value = filled(each.value);
  }
}
