/**
 * Problems with the answers: a message beside each field and the summary at the top.
 *
 * Messages come from Python, already in the field's own words; they are only ever put in as text.
 */

export class Problems {
  #visited = new WeakSet();
  #showing = new Set();

  /**
   * @param {HTMLElement} element the calculator
   * @param {import("./calculator-form.js").CaseForm} form
   */
  constructor(element, form) {
    this.form = form;
    this.summary = element.querySelector("[data-summary]");
    /** @type {{question: HTMLElement | null, message: string, confirm?: HTMLElement}[]} */
    this.list = [];
  }

  /** Take in what Python found; nothing shows yet. */
  found(problems, rows) {
    this.list = problems.map(({ field, message, confirmed_by: confirm }) => ({
      question: this.#questionOf(field, rows),
      message,
      confirm: confirm && this.form.find(confirm),
    }));
  }

  #questionOf(field, rows) {
    const [name, row, column] = field.split(".");
    const question = name ? this.form.find(name) : undefined;
    if (!question || question.hidden) return null;
    if (column === undefined) return question;
    const shown = this.form.rows(question)[rows[name]?.[Number(row)]];
    return (shown && this.form.find(column, shown)) ?? question;
  }

  /** Note that a field has been left, so its message may show. */
  visited(question) {
    this.#visited.add(question);
  }

  /** After "Work out": every message, the summary, and the cursor on the summary. */
  showAll() {
    for (const { question } of this.list) if (question) this.#visited.add(question);
    this.#showBeside(() => true);
    const items = this.list.map(({ question, message, confirm }) => {
      const item = document.createElement("li");
      item.dataset.says = message;
      if (question) {
        const to = link(question.dataset.id, message);
        to.dataset.line = /^Line (\d+):/.exec(message)?.[1] ?? "";
        item.append(to);
      } else {
        item.append(message);
      }
      if (confirm) item.append(" ", toConfirm(confirm));
      return item;
    });
    this.summary.hidden = false;
    this.summary.querySelector("ul").replaceChildren(...items);
    this.summary.focus();
    this.summary.scrollIntoView({ block: "nearest" });
  }

  /** While typing: only messages of fields that have been left, and none that is put right. */
  showVisited() {
    const inUse = this.form.questionAt(document.activeElement ?? this.form.root);
    this.#showBeside((question) => this.#showing.has(question) || question !== inUse);
    const left = new Set(this.list.map(({ message }) => message));
    for (const item of [...this.summary.querySelectorAll("li")])
      if (!left.has(item.dataset.says)) item.remove();
    if (!this.summary.querySelector("li")) this.summary.hidden = true;
  }

  #showBeside(mayShow) {
    const messages = new Map();
    for (const { question, message, confirm } of this.list)
      if (question && this.#visited.has(question) && mayShow(question) && !messages.has(question))
        messages.set(question, [message, confirm]);
    for (const question of this.#showing)
      if (!messages.has(question)) this.#mark(question, "");
    for (const [question, [message, confirm]] of messages) this.#mark(question, message, confirm);
    this.#showing = new Set(messages.keys());
  }

  #mark(question, message, confirm) {
    const slot = document.getElementById(`${question.dataset.id}-error`);
    if (!slot) return; // its row has been removed
    slot.hidden = !message;
    slot.replaceChildren();
    if (message) {
      const word = document.createElement("span");
      word.className = "ih-visually-hidden";
      word.textContent = "Error: ";
      slot.append(word, message);
      if (confirm) slot.append(" ", toConfirm(confirm));
    }
    question.classList.toggle("ih-question--error", Boolean(message));
    for (const box of controls(question))
      if (message) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    for (let at = question.closest("details"); message && at; at = at.parentElement.closest("details"))
      at.open = true;
  }

  /** Nothing is wrong, or nothing is known to be. */
  clear() {
    this.list = [];
    this.#visited = new WeakSet();
    this.#showBeside(() => true);
    this.summary.hidden = true;
    this.summary.querySelector("ul").replaceChildren();
  }
}

/** What carries aria-invalid: the boxes, or the group of radios (a radio alone may not). */
function controls(question) {
  switch (question.dataset.control) {
    case "radios":
      return [question.querySelector("[role=radiogroup]")];
    case "rows":
      return [];
    case "paid":
      return question.querySelectorAll("input");
    default:
      return question.querySelectorAll("input, select, textarea");
  }
}

/** A link to the question that can say an unusual amount is right. */
const toConfirm = (question) => link(question.dataset.id, "Go to that question");

/** A link to a field that moves the cursor there. */
export function link(id, words) {
  const made = document.createElement("a");
  made.href = `#${id}`;
  made.dataset.goesTo = id;
  made.textContent = words;
  return made;
}
