/**
 * "You changed how often after typing the amount": 20.00 a week is not 20.00 a month.
 *
 * It is a notice, not an error: the typing stays and the answer goes on. It goes away when the
 * amount is typed again or confirmed.
 */
import { choiceOf, labelOf } from "./calculator-form.js";
import { link } from "./calculator-problems.js";

export class FrequencyNotices {
  /** The frequency each amount was typed for. */
  #typedFor = new Map();
  /** Frequencies that have been chosen and left: changing one of these again is a change. */
  #settled = new Set();
  #open = new Set();

  /**
   * @param {HTMLElement} element the calculator
   * @param {import("./calculator-form.js").CaseForm} form
   */
  constructor(element, form) {
    this.form = form;
    this.box = element.querySelector("[data-notices]");
  }

  #amounts() {
    return [...this.form.root.querySelectorAll("[data-unit-from]")];
  }

  #frequencyOf(amount) {
    return this.form.find(amount.dataset.unitFrom, this.form.scopeOf(amount));
  }

  /** Start again: what stands in the form belongs together. */
  reset() {
    this.#typedFor.clear();
    this.#settled.clear();
    this.#open.clear();
    for (const amount of this.#amounts()) {
      this.#typedFor.set(amount, choiceOf(this.#frequencyOf(amount)).value);
      if (typed(amount)) this.#settled.add(this.#frequencyOf(amount));
    }
    this.#show();
  }

  /** Something was typed or chosen. */
  changed(event) {
    const question = this.form.questionAt(event.target);
    if (!question) return;
    for (const other of this.#frequencies()) if (other !== question) this.left(other);
    if (question.dataset.unitFrom && event.type === "input") {
      this.#typedFor.set(question, choiceOf(this.#frequencyOf(question)).value);
      this.#open.delete(question);
    }
    for (const amount of this.#amounts())
      if (this.#frequencyOf(amount) === question) this.#compare(amount, question);
    this.#show();
  }

  #frequencies() {
    return new Set(this.#amounts().map((amount) => this.#frequencyOf(amount)));
  }

  /** A frequency was left: from now on, choosing another is a change of mind. */
  left(frequency) {
    if (!this.#frequencies().has(frequency) || !choiceOf(frequency).value) return;
    if (this.#settled.has(frequency)) return;
    this.#settled.add(frequency);
    for (const amount of this.#amounts())
      if (this.#frequencyOf(amount) === frequency && !this.#open.has(amount))
        this.#typedFor.set(amount, choiceOf(frequency).value);
  }

  #compare(amount, frequency) {
    const before = this.#typedFor.get(amount) ?? "";
    const first = !this.#settled.has(frequency) && !standsBefore(frequency, amount);
    const changed = before !== "" && before !== choiceOf(frequency).value;
    if (typed(amount) && changed && !first) this.#open.add(amount);
    else this.#open.delete(amount);
  }

  /** The officer says that the amount is right as it stands. */
  confirm(button) {
    const amount = document.getElementById(button.dataset.amount);
    const question = this.form.questionAt(amount);
    this.#typedFor.set(question, choiceOf(this.#frequencyOf(question)).value);
    this.#open.delete(question);
    amount.focus();
    this.#show();
  }

  #show() {
    for (const amount of this.#amounts()) {
      const slot = document.getElementById(`${amount.dataset.id}-notice`);
      slot.hidden = !this.#open.has(amount);
      slot.replaceChildren(...(slot.hidden ? [] : this.#beside(amount)));
    }
    const open = [...this.#open].filter((amount) => amount.isConnected && !amount.hidden);
    const items = open.map((amount) => {
      const line = document.createElement("p");
      line.append(link(amount.dataset.id, this.#words(amount)));
      return line;
    });
    this.form.keepingPlace(() => {
      this.box.replaceChildren(...items);
      this.box.hidden = items.length === 0;
    });
  }

  #words(amount) {
    const frequency = this.#frequencyOf(amount);
    const chosen = choiceOf(frequency).words;
    const often = chosen.charAt(0).toLowerCase() + chosen.slice(1);
    return (
      `You changed “${labelOf(frequency)}” after typing “${labelOf(amount)}”. ` +
      `Check that ${typed(amount)} is the amount ${often}.`
    );
  }

  #beside(amount) {
    const words = document.createElement("p");
    words.textContent = this.#words(amount);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ih-button ih-button--secondary ih-button--small";
    button.dataset.action = "confirm";
    button.dataset.amount = amount.dataset.id;
    button.textContent = `Yes, ${typed(amount)} is right`;
    return [words, button];
  }
}

const typed = (amount) => amount.querySelector("input").value.trim();

function standsBefore(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}
