/**
 * The case sheet: <handbook-case-sheet asks="...">. Asks Python to try every calculator on the
 * case this tab holds, and shows what it says. It knows no calculator by name.
 */
import { statusWords } from "./calculator-answer.js";
import { copyText } from "./calculator-copy.js";
import { today } from "./calculator-dates.js";
import { addressOf, ask, onStatus, start } from "./calculator-runtime.js";
import { tabCase } from "./case.js";

const ORIGIN = {
  typed: (from) => `Typed in ${from}`,
  left: (from) => `As ${from} had it`,
  example: (from) => `Worked example of ${from}`,
};

class HandbookCaseSheet extends HTMLElement {
  #asked = 0;
  #note = "";
  #html = "";
  #working = Promise.resolve();
  #gone = new AbortController();

  connectedCallback() {
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    this.addresses = JSON.parse(this.dataset.addresses);
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    const status = this.#part("status");
    signal.addEventListener(
      "abort",
      onStatus((news) => {
        status.textContent = statusWords(news, false);
        status.dataset.status = news.status;
      }),
    );
    signal.addEventListener("abort", tabCase.onChange(() => this.#show()));
    signal.addEventListener("abort", tabCase.onClear(() => this.#cleared()));
    this.setAttribute("data-live", "");
    start();
    this.#show();
  }

  disconnectedCallback() {
    this.#asked += 1;
    this.#gone.abort();
  }

  #part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  /** The case as Python is asked about it; today's date stands in where none was typed. */
  #case() {
    const held = tabCase.all();
    const facts = Object.fromEntries(held.map(([name, { value }]) => [name, value]));
    const where = held.map(([name, { how, from }]) => [name, ORIGIN[how](from)]);
    const left = held.filter(([, { how }]) => how === "left").map(([name]) => name);
    for (const name of JSON.parse(this.dataset.today)) {
      if (name in facts) continue;
      facts[name] = today();
      where.push([name, "Today’s date"]);
      left.push(name);
    }
    return { facts, where: Object.fromEntries(where), left };
  }

  #show() {
    this.#working = this.#workOut(++this.#asked);
    return this.#working;
  }

  async #workOut(asked) {
    const held = tabCase.all();
    if (!held.length) {
      this.#empty();
      return;
    }
    let reply;
    try {
      reply = JSON.parse(await ask(this.getAttribute("asks"), JSON.stringify(this.#case())));
    } catch {
      reply = null;
    }
    if (asked !== this.#asked) return;
    if (!reply?.ok) {
      this.#empty();
      this.#part("waiting").textContent =
        reply?.problems[0].message ??
        "The case sheet could not be worked out. Each calculator’s page still has its facts.";
      return;
    }
    this.#part("from-example").hidden = held.every(([, { how }]) => how !== "example");
    this.#note = reply.note;
    this.#part("waiting").hidden = true;
    this.#part("actions").hidden = false;
    this.setAttribute("data-answered", "");
    if (reply.html === this.#html) return;
    this.#html = reply.html;
    const body = this.#part("sheet");
    body.innerHTML = reply.html; // escaped where it was made, in Python
    for (const link of body.querySelectorAll("a[data-calculator]")) {
      const { calculator, field } = link.dataset;
      link.href = addressOf(this.addresses[calculator]) + (field ? `#${calculator}-${field}` : "");
    }
    const first = body.querySelector(".ih-sheet__first strong");
    const next = first ? `To ask next: ${first.textContent}` : "Nothing is left to ask.";
    this.#announce(`Case sheet worked out. ${next}`);
  }

  #empty() {
    this.#html = "";
    this.#note = "";
    this.#part("sheet").replaceChildren();
    this.#part("actions").hidden = true;
    this.#part("from-example").hidden = true;
    this.#part("waiting").hidden = false;
    this.#part("waiting").textContent = this.dataset.empty;
    this.#part("done").textContent = "";
    this.removeAttribute("data-answered");
  }

  #cleared() {
    this.#announce("Cleared");
    this.#part("waiting").focus();
  }

  #clicked(event) {
    const button = event.target.closest("button[data-action]");
    if (!button) return;
    const actions = {
      clear: () => tabCase.clear(),
      "close-copy": () => button.closest("dialog").close(),
      copy: () => this.copy(),
      print: () => window.print(),
    };
    actions[button.dataset.action]();
  }

  #key(event) {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (event.code !== "KeyC") return;
    event.preventDefault();
    this.copy();
  }

  /** Copy the note of the whole case. */
  async copy() {
    await this.#working;
    const done = this.#part("done");
    if (!this.#note) done.textContent = "Not copied: nothing has been typed in this tab yet.";
    else if (await copyText(this.#note, this.#part("copy-dialog")))
      done.textContent = "Case note copied";
  }

  #announce(words) {
    const live = this.#part("announce");
    live.textContent = live.textContent === words ? `${words}\u00a0` : words;
  }
}

if (!customElements.get("handbook-case-sheet"))
  customElements.define("handbook-case-sheet", HandbookCaseSheet);
