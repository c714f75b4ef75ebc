/**
 * The live part of a calculator's page: <handbook-calculator calculator="...">.
 *
 * It takes what is typed, asks Python in the worker, and shows the answer or the problems. It
 * knows no calculator by name: the form in the page says what is asked.
 *
 * What is typed lives in this module's memory only: never in an address, storage, history or log.
 */
import { AnswerPanel } from "./calculator-answer.js";
import { AFTER_THE_THEME, CaseForm, labelOf } from "./calculator-form.js";
import { copyText, tableText } from "./calculator-copy.js";
import { download } from "./calculator-download.js";
import { AnswerFiles } from "./calculator-files.js";
import { FrequencyNotices } from "./calculator-notices.js";
import { Problems } from "./calculator-problems.js";
import { ReadBack } from "./calculator-readback.js";
import { ask, onStatus, start } from "./calculator-runtime.js";
import { tabCase } from "./case.js";
import { CaseOffer } from "./case-offer.js";

/** How long to wait after a change before working out again, in milliseconds. */
const PAUSE = 350;

/** Cases left on other pages of this tab, by calculator. A reload forgets them. */
const kept = new Map();
tabCase.onClear(() => kept.clear());

/** Where the reader is on the way to from an answer, with the same facts. */
let goingOn = "";

/** What a screen reader is told of questions that an answer brings up. */
function alsoAsked([first, ...more]) {
  return more.length
    ? `${more.length + 1} more questions are asked now, the first: ${first}`
    : `One more question is asked now: ${first}`;
}

class HandbookCalculator extends HTMLElement {
  #asked = 0;
  #explicit = false;
  #started = false;
  #pause = 0;
  #working = Promise.resolve();
  #gone = new AbortController();

  connectedCallback() {
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    const form = this.querySelector("form");
    this.form = new CaseForm(form);
    this.panel = new AnswerPanel(this);
    this.problems = new Problems(this, this.form);
    this.notices = new FrequencyNotices(this, this.form);
    this.readBack = new ReadBack(this.form, (words) => this.panel.announce(words));
    this.files = new AnswerFiles(this, this.form, (answers) => this.#opened(answers));
    this.offer = new CaseOffer(this, this.form, {
      taken: () => this.#taken(),
      announce: (words) => this.panel.announce(words),
    });

    this.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("input", (event) => this.#changed(event), { signal });
    this.addEventListener("change", (event) => this.#changed(event), { signal });
    this.addEventListener("paste", (event) => this.#pasted(event), { signal });
    this.addEventListener("focusout", (event) => this.#left(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.files.listen(signal);
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    signal.addEventListener("abort", onStatus((status) => this.panel.status(status)));
    signal.addEventListener("abort", tabCase.onClear(() => this.#cleared()));
    this.#startSoon(signal);

    const left = kept.get(this.calculator);
    this.form.clear();
    if (left) {
      this.form.fill(left.answers);
      this.#started = left.started;
    }
    this.#refresh();
    this.offer.opened(left?.offer, goingOn === location.href);
    goingOn = "";
    for (const button of this.querySelectorAll("button")) button.disabled = false;
    this.setAttribute("data-live", "");
    if (this.#started) this.#work();
    this.#goToAddressed();
  }

  disconnectedCallback() {
    this.offer.closed();
    kept.set(this.calculator, {
      answers: this.form.everything(),
      started: this.#started,
      offer: this.offer.state,
    });
    this.#waitNoMore();
    this.#asked += 1; // an answer still on its way is for a page that has been left
    this.#gone.abort();
  }

  /** The calculator's id, as Python knows it. */
  get calculator() {
    return this.getAttribute("calculator");
  }

  /** A link from another page may name a question. */
  #goToAddressed() {
    const named = document.getElementById(location.hash.slice(1));
    if (!named || !this.form.root.contains(named)) return;
    this.form.goTo(named);
    // After instant navigation the theme follows the address once more. At a group of boxes, such as
    // a date, that takes the cursor from the first box to the group.
    setTimeout(() => {
      if (this.isConnected && document.activeElement === named) this.form.goTo(named);
    }, AFTER_THE_THEME);
  }

  #startSoon(signal) {
    for (const touch of ["pointerdown", "focusin"])
      this.addEventListener(touch, start, { signal, once: true });
    const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
    idle(() => signal.aborted || start(), { timeout: 2000 });
  }

  #submit(event) {
    event.preventDefault();
    this.#work({ explicit: true });
  }

  #changed(event) {
    if (!this.form.root.contains(event.target) || event.target.type === "file") return;
    if (event.type === "change") this.form.spreadDate(event.target);
    this.notices.changed(event);
    const added = this.form.refresh();
    if (added.length) this.panel.announce(alsoAsked(added.map(labelOf)));
    this.readBack.show(event.target, event.type === "change");
    this.offer.changed(event.target, event.type === "change");
    if (!this.#started) return;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#work(), PAUSE);
  }

  #pasted(event) {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!this.form.spreadDate(event.target, text)) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** A field has been left: now its message may show, and what was typed is worked out at once. */
  async #left(event) {
    const question = this.form.questionAt(event.target);
    // From the day to the month is not leaving the date.
    if (!question || question.contains(event.relatedTarget)) return;
    this.notices.left(question);
    this.problems.visited(question);
    await this.settled();
    this.problems.showVisited();
  }

  #clicked(event) {
    const onward = event.target.closest(".ih-onward a");
    if (onward && !event.ctrlKey && !event.metaKey && !event.shiftKey) goingOn = onward.href;
    const button = event.target.closest("button[data-action], a[data-goes-to]");
    if (!button) return;
    const actions = {
      "add-row": () => this.#addRow(button),
      "remove-row": () => this.#removeRow(button),
      "case-change": () => this.offer.change(button.dataset.name),
      "case-leave": () => this.offer.leave(),
      "case-take": () => this.offer.take(),
      "close-copy": () => button.closest("dialog").close(),
      clear: () => this.clear(),
      confirm: () => this.notices.confirm(button),
      copy: () => this.copy(),
      "copy-table": () => this.copyTable(button),
      example: () => this.example(),
      "open-file": () => this.files.choose(),
      print: () => window.print(),
      "save-file": () => this.files.save(),
      "save-text": () => this.saveText(button),
    };
    if (button.dataset.goesTo) {
      // Material would treat the click as a journey to another page's heading.
      event.preventDefault();
      event.stopPropagation();
      this.form.goTo(document.getElementById(button.dataset.goesTo));
      if (button.dataset.line) this.form.goToLine(Number(button.dataset.line));
    } else {
      actions[button.dataset.action]();
    }
  }

  #key(event) {
    // In a box of several lines Enter begins a line, and in a list it opens the list.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (!this.form.root.contains(event.target)) return;
      event.preventDefault();
      this.form.root.requestSubmit();
      return;
    }
    if (!event.altKey && !event.ctrlKey && !event.metaKey && this.form.goAlongAmounts(event)) return;
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    const keys = {
      KeyA: () => this.panel.focus(),
      KeyC: () => this.copy(),
      KeyG: () => this.form.goToNextPart(),
      KeyQ: () => this.form.goToFirstOpen(),
    };
    if (!keys[event.code]) return;
    event.preventDefault();
    keys[event.code]();
  }

  #addRow(button) {
    const row = this.form.addRow(button.closest("[data-question]"));
    this.form.refresh();
    this.form.goTo(row);
  }

  #removeRow(button) {
    const question = button.closest("[data-row]").parentElement.closest("[data-question]");
    const next = this.form.removeRow(question, button.closest("[data-row]"));
    this.#refresh();
    this.offer.changed(question, true);
    next.focus();
    this.panel.announce("Removed");
    if (this.#started) this.#work();
  }

  /** Everything that follows from the answers in the form, after they were set all at once. */
  #refresh() {
    this.form.refresh();
    this.notices.reset();
    this.readBack.showAll();
  }

  /** Facts of the tab's case were filled in. */
  #taken() {
    this.#refresh();
    this.#work();
  }

  /** Forget everything typed in this tab, here and on every other page. */
  clear() {
    tabCase.clear();
  }

  /** Empty the form and take the answer away. */
  #cleared() {
    this.#waitNoMore();
    this.#asked += 1;
    this.#started = false;
    this.#explicit = false;
    this.form.clear();
    this.problems.clear();
    this.panel.clear();
    this.files.clear();
    this.offer.cleared();
    this.#refresh();
    this.panel.announce("Cleared");
    this.form.goTo(this.form.questions()[0]);
  }

  /** Fill the form with the page's worked example and work it out. */
  example() {
    this.form.clear();
    this.form.fill(JSON.parse(this.dataset.example));
    this.problems.clear();
    this.#refresh();
    this.offer.example();
    return this.#work({ explicit: true });
  }

  /** Put the answers of a saved file in the form, in place of everything there. */
  #opened(answers) {
    this.form.clear();
    this.form.fill(answers);
    this.offer.filled();
    this.problems.clear();
    this.panel.clear();
    this.#refresh();
    return this.#work();
  }

  /** Copy the case note of what is typed now; never the note of something typed before. */
  async copy() {
    await this.settled();
    if (!this.panel.note) return this.#noAnswer("Not copied");
    if (await this.#copied(this.panel.note, "the case note")) this.panel.done("Case note copied");
  }

  /** Copy the table of the answer that stands before a button. */
  async copyTable(button) {
    const fresh = await this.#upToDate(button);
    if (!fresh) return this.#noAnswer("Not copied");
    const table = fresh.parentElement.previousElementSibling.querySelector("table");
    if (await this.#copied(tableText(table), "the table")) this.panel.done("Table copied");
  }

  /** Save the file that a button of the answer carries. */
  async saveText(button) {
    const fresh = await this.#upToDate(button);
    if (!fresh) return this.#noAnswer("Not saved");
    const { fileName, fileType, text } = fresh.dataset;
    download(fileName, text, fileType);
    this.panel.done(`Saved as ${fileName}, where your browser keeps what it downloads.`);
  }

  /** The button in the answer for what is typed now, in the place of this one; if there is one. */
  async #upToDate(button) {
    const alike = () => [
      ...this.panel.body.querySelectorAll(`[data-action="${button.dataset.action}"]`),
    ];
    const place = alike().indexOf(button);
    await this.settled();
    return this.panel.note ? alike()[place] : undefined;
  }

  #copied(text, what) {
    const dialog = this.querySelector("[data-copy-dialog]");
    dialog.querySelector("h2").textContent = `Copy ${what}`;
    return copyText(text, dialog);
  }

  #noAnswer(notDone) {
    this.panel.done(
      this.panel.stale
        ? `${notDone}: the answer is for what was typed before. Put the problem right first.`
        : `${notDone}: there is no answer yet.`,
    );
  }

  /** Wait until the answer shown is for what is typed, working it out now if that was waiting. */
  async settled() {
    let waited;
    do {
      if (this.#pause) this.#work();
      waited = this.#working;
      await waited;
    } while (this.#pause || waited !== this.#working); // typed on while it was worked out
  }

  #waitNoMore() {
    clearTimeout(this.#pause);
    this.#pause = 0;
  }

  #work({ explicit = false } = {}) {
    this.#waitNoMore();
    // Changing something while a submit is on its way does not cancel that it was a submit.
    this.#explicit ||= explicit;
    this.#started = true;
    this.#working = this.#workOut(++this.#asked);
    return this.#working;
  }

  async #workOut(asked) {
    this.form.spreadDates();
    const { answers, rows } = this.form.collect();
    this.panel.busy(true);
    let reply;
    try {
      reply = JSON.parse(await ask(this.calculator, JSON.stringify(answers)));
    } catch {
      reply = null;
    }
    // A later question has been asked since: its answer is the one to show.
    if (asked !== this.#asked) return;
    const explicit = this.#explicit;
    this.#explicit = false;
    this.panel.busy(false);
    if (reply === null) this.panel.failed();
    else if (reply.ok) this.#answered(reply, explicit);
    else this.#refused(reply.problems, rows, explicit);
  }

  #answered(reply, explicit) {
    this.form.keepingPlace(() => {
      this.problems.clear();
      this.form.doubt(false);
    });
    this.form.showBeside(reply.beside_groups);
    this.panel.show(reply, explicit);
    if (explicit) this.offer.answered();
  }

  #refused(found, rows, explicit) {
    this.form.keepingPlace(() => this.form.doubt(found.some((each) => each.confirmed_by)));
    this.problems.found(found, rows);
    const fields = this.problems.list.map(({ question, message }) => ({
      id: question?.dataset.id,
      words: question ? labelOf(question) : message,
    }));
    // One field may have several messages, as a list of bad lines has: it is named once.
    const once = fields.filter(
      ({ id }, place) => !id || fields.findIndex((each) => each.id === id) === place,
    );
    this.panel.outOfDate(once);
    if (explicit) this.problems.showAll();
    else this.form.keepingPlace(() => this.problems.showVisited());
  }
}

if (!customElements.get("handbook-calculator"))
  customElements.define("handbook-calculator", HandbookCalculator);
