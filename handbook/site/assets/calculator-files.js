/**
 * Saving what is typed to a file on the reader's own computer, and opening one again.
 *
 * Python makes the file and reads it (calculators/saved.py); this only hands it over. Nothing is
 * sent, and the page keeps nothing: the file is where the reader puts it.
 */
import { download } from "./calculator-download.js";
import { ask } from "./calculator-runtime.js";

/** A whole form is a few thousand characters. Python refuses what it cannot read; this, a film. */
const LARGEST = 4_000_000;
const NOT_READY = "The calculator could not start, so files can be neither saved nor opened.";

export class AnswerFiles {
  /**
   * @param {HTMLElement} element the calculator
   * @param {import("./calculator-form.js").CaseForm} form
   * @param {(answers: object) => Promise<void>} opened what to do with the answers of a file
   */
  constructor(element, form, opened) {
    this.calculator = element.getAttribute("calculator");
    this.form = form;
    this.opened = opened;
    this.picker = element.querySelector("[data-file]");
    this.news = element.querySelector("[data-file-news]");
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.picker?.addEventListener("change", () => this.#open(), { signal });
  }

  /** Let the reader choose a file. */
  choose() {
    this.picker.value = ""; // the same file may be chosen again
    this.picker.click();
  }

  /** Hand everything typed to the reader as a file, finished or not. */
  async save() {
    const reply = await this.#ask("save", JSON.stringify(this.form.everything()));
    if (!reply.ok) return this.#say(...reply.problems.map(({ message }) => message));
    download(reply.name, reply.text, "application/json");
    this.#say(`Saved as ${reply.name}, where your browser keeps what it downloads.`);
  }

  async #open() {
    const file = this.picker.files[0];
    if (!file) return;
    const text = file.size > LARGEST ? "" : await file.text();
    const reply = await this.#ask("open", text);
    if (!reply.ok) return this.#say(...reply.problems.map(({ message }) => message));
    await this.opened(reply.answers);
    const left = reply.left_out;
    if (left.length) this.#say(`Opened ${file.name}. These were left out:`, ...left);
    else this.#say(`Opened ${file.name}. Check the date the answer is for.`);
  }

  async #ask(task, text) {
    try {
      return JSON.parse(await ask(`${task}:${this.calculator}`, text));
    } catch {
      return { ok: false, problems: [{ message: NOT_READY }] };
    }
  }

  /** Words for the reader, as text: what is in a file is never trusted. */
  #say(first, ...rest) {
    const line = document.createElement("p");
    line.textContent = first;
    const list = document.createElement("ul");
    for (const each of rest) list.appendChild(document.createElement("li")).textContent = each;
    this.news.replaceChildren(line, ...(rest.length ? [list] : []));
  }

  clear() {
    this.news.replaceChildren();
  }
}
