/** The answer's panel: status, answer, whether it is still for what is typed, announcements. */
import { link } from "./calculator-problems.js";
import { addressOf } from "./calculator-runtime.js";

/** How long working out may take before the page says so, in milliseconds. */
const NOTICEABLE = 300;

const STATUS = {
  "getting ready": "Getting ready. You can start typing.",
  ready: "Ready. Nothing you type leaves this page.",
  "using the slower start":
    "Using the slower start: the first answer takes a few seconds longer. You can start typing.",
  "could not start":
    "The calculator could not start in this browser. The worked example, the figures and the " +
    "policies can still be read. Load the page again, or try another browser.",
};

const READY_SLOWLY =
  "Ready, by the slower start. Answers are the same. Nothing you type leaves this page.";

/**
 * A status of the runtime in words.
 * @param {{status: string, slower?: boolean}} news
 * @param {boolean} typing whether there is anything to type in
 */
export function statusWords({ status, slower }, typing = true) {
  const words = (slower && status === "ready" ? READY_SLOWLY : STATUS[status]) ?? status;
  return typing ? words : words.replace(" You can start typing.", "");
}

export class AnswerPanel {
  #html = "";
  #slow = 0;
  #said = "";

  /** @param {HTMLElement} element the calculator */
  constructor(element) {
    const part = (name) => element.querySelector(`[data-${name}]`);
    this.element = element;
    this.panel = part("result");
    this.title = element.querySelector(".ih-panel__title");
    this.statusLine = part("status");
    this.live = part("announce");
    this.doneLine = part("done");
    this.waiting = part("waiting");
    this.staleBox = part("stale");
    this.actions = part("answer-actions");
    this.body = part("answer");
    this.firstWords = this.waiting.textContent;
    this.note = "";
  }

  /** Whether the answer shown is for something typed before. */
  get stale() {
    return !this.staleBox.hidden;
  }

  /** @param {{status: string, slower?: boolean}} news in the runtime's words */
  status(news) {
    this.statusLine.textContent = statusWords(news);
    this.statusLine.dataset.status = news.status;
  }

  /** Say something once, politely. */
  announce(words) {
    // The same words twice running would not be read again.
    this.live.textContent = this.live.textContent === words ? `${words}\u00a0` : words;
  }

  /** Say that something was done, beside the buttons; typing on takes it away. */
  done(words) {
    this.doneLine.textContent = words;
  }

  busy(isBusy) {
    clearTimeout(this.#slow);
    this.element.toggleAttribute("data-busy", false);
    if (isBusy)
      this.#slow = setTimeout(() => {
        this.element.toggleAttribute("data-busy", true);
        if (!this.#html) this.waiting.textContent = "Working it out…";
      }, NOTICEABLE);
    else this.waiting.textContent = this.firstWords;
  }

  /**
   * Show an answer.
   * @param {{html: string, note: string}} reply `html` was escaped where it was made, in Python
   * @param {boolean} explicit whether the reader asked for it just now
   */
  show(reply, explicit) {
    const same = reply.html === this.#html && !this.stale;
    this.note = reply.note;
    this.staleBox.hidden = true;
    this.waiting.hidden = true;
    this.actions.hidden = false;
    this.element.setAttribute("data-answered", "");
    if (!same || explicit) this.done("");
    if (reply.html !== this.#html) this.#put(reply.html);
    const answer = this.body.querySelector(".ih-answer") ?? this.title;
    const words = firstSentence(answer.textContent);
    if (explicit) this.announce(`Answer: ${words}`);
    else if (!same) this.announce(this.#update(words));
    this.#said = words;
    if (explicit) this.panel.scrollTop = 0;
    if (explicit && !isInView(answer)) this.#bringIntoView();
  }

  /** What is new in an answer while the reader goes on typing: as short as it can be said. */
  #update(words) {
    const [first] = words.split(";");
    if (words === this.#said) return "Answer updated";
    return `Answer updated: ${first === this.#said.split(";")[0] ? words : first}`;
  }

  /** Beside the form the answer comes into view by itself; below it, the reader goes there. */
  #bringIntoView() {
    if (getComputedStyle(this.panel).position === "sticky")
      this.panel.scrollIntoView({ block: "nearest" });
    else this.focus();
  }

  #put(html) {
    this.#html = html;
    this.body.innerHTML = html;
    for (const clause of this.body.querySelectorAll("a.ih-clause[data-address]"))
      clause.href = addressOf(clause.dataset.address);
  }

  /**
   * Mark the answer as one for what was typed before, saying what stands in the way.
   * @param {{id?: string, words: string}[]} fields
   */
  outOfDate(fields) {
    this.note = "";
    this.done("");
    if (!this.#html) return;
    const before = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = "This answer is for what was typed before.";
    before.append(strong, " To bring it up to date, answer or put right:");
    const list = document.createElement("ul");
    for (const { id, words } of fields) {
      const item = document.createElement("li");
      item.append(id ? link(id, words) : words);
      list.append(item);
    }
    if (this.staleBox.hidden) this.announce(strong.textContent);
    this.staleBox.replaceChildren(before, list);
    this.staleBox.hidden = false;
  }

  /** Python could not be asked. */
  failed() {
    this.note = "";
    this.waiting.hidden = false;
    this.waiting.textContent = `No answer. ${STATUS["could not start"]}`;
    this.announce(this.waiting.textContent);
    if (this.#html) this.outOfDate([]);
  }

  clear() {
    this.#html = "";
    this.#said = "";
    this.note = "";
    this.body.replaceChildren();
    this.staleBox.hidden = true;
    this.actions.hidden = true;
    this.waiting.hidden = false;
    this.waiting.textContent = this.firstWords;
    this.element.removeAttribute("data-answered");
    this.done("");
  }

  /** Go to the answer: it is announced by being reached. */
  focus() {
    this.panel.scrollTop = 0;
    // On a telephone the title may be in view with the answer itself still below.
    const answer = this.body.querySelector(".ih-answer") ?? this.title;
    if (![this.title, answer].every(isInView)) this.title.scrollIntoView({ block: "start" });
    this.title.focus({ preventScroll: true });
  }
}

/** The first sentence of an answer; a point inside an amount does not end one. */
export function firstSentence(text) {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

/** Whether the start of an element can be seen, below the page's own header. */
function isInView(element) {
  const { top } = element.getBoundingClientRect();
  const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  return top >= Math.max(0, header - 1) && top < window.innerHeight * 0.8;
}
