/**
 * A calculator's share in the tab's case: offers the facts typed in other calculators and what
 * Python says follows from them, marks those taken, and gives what is typed here to the case. What
 * was typed here is never overwritten. What only follows never becomes a fact of the case.
 */
import { same, tabCase } from "./case.js";
import { dateInWords, wholeDate } from "./calculator-dates.js";
import { AFTER_THE_THEME, labelOf, typedIn } from "./calculator-form.js";
import { ask } from "./calculator-runtime.js";

/** An answer that says nothing is known yet: nothing to hand on unless it was chosen. */
const NOT_KNOWN = "not-known";
/** So many facts are listed at once; the rest open. */
const LISTED = 8;
/** A new page's live region is listened to only after a moment, in milliseconds. */
const SETTLED = 500;

export class CaseOffer {
  /** What the officer typed or chose on this page, by name of the question. */
  #typed = new Set();
  /** Facts taken and not changed since, with what they follow from; "" for a fact of the case. */
  #taken = new Map();
  /** Facts offered and left, with what was offered. */
  #left = new Map();
  /** Facts taken out of the case because their question is no longer asked. */
  #unasked = new Set();
  /** Questions being typed in: what they hold is not finished. */
  #unfinished = new Set();
  /** Whether the worked example stands in the form: its facts are nobody's. */
  #example = false;
  /** What follows from the case, and the case it was asked of: for any other it says nothing. */
  #follows = { of: "", facts: {}, awaited: false };
  /** What another answer says against going on here, as last known. */
  #beware = "";
  /** The words for a new page's offer are still to be said. */
  #opening = false;
  /** The reader came on with the facts: the cursor is still to be brought to the offer. */
  #arriving = false;
  /** Whether the offer had something that follows, when that was last known. */
  #followed = false;
  #told = "";
  #later = 0;

  /**
   * @param {HTMLElement} element the calculator
   * @param {import("./calculator-form.js").CaseForm} form
   * @param {{taken: () => void, announce: (words: string) => void}} page what happens on the page
   */
  constructor(element, form, page) {
    this.form = form;
    this.page = page;
    this.calculator = element.getAttribute("calculator");
    this.title = form.root.getAttribute("aria-label");
    this.box = element.querySelector("[data-case-offer]");
  }

  /** What to put back when the reader returns to this page. */
  get state() {
    return {
      typed: this.#typed,
      taken: this.#taken,
      left: this.#left,
      unasked: this.#unasked,
      example: this.#example,
    };
  }

  /**
   * The page has opened, with the answers left on it put back; offer what the case knows.
   * @param {boolean} arriving whether the reader followed “Go on with these facts”
   */
  opened(state, arriving) {
    if (state) {
      this.#typed = state.typed;
      this.#taken = state.taken;
      this.#left = state.left;
      this.#unasked = state.unasked;
      this.#example = state.example;
    }
    this.#markTaken();
    this.#opening = true;
    this.#arriving = arriving;
    this.#show();
    this.#sayOffer();
    this.#arrive();
  }

  /** Who goes on with the facts begins at them, or at the first question where none is offered. */
  #arrive() {
    if (!this.#arriving || !this.#opening || this.#follows.awaited) return;
    this.#arriving = false;
    // The theme scrolls to the top and takes the cursor along once the page is there.
    setTimeout(() => {
      if (!this.#opening) return;
      if (this.box.hidden) this.form.goToFirstOpen();
      else this.box.focus();
    }, AFTER_THE_THEME);
  }

  /** Tell a new page's reader what is offered, and no words twice. */
  #sayOffer() {
    const said = [...this.box.querySelectorAll("[data-said]")].map(({ textContent }) => textContent);
    const words = said.length && `Above the form: ${said.join(" ").replace(/:$/, ".")}`;
    if (!this.#opening || !words || words === this.#told) return;
    this.#told = words;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.page.announce(words), SETTLED);
  }

  /** The reader does something here: the offer need not be told any more. */
  #begun() {
    clearTimeout(this.#later);
    this.#opening = false;
  }

  /** The page is being left: a change that no event told of is kept all the same. */
  closed() {
    this.#begun();
    for (const name of this.#unfinished) this.#publish(this.form.find(name));
    this.#follows = { of: "", facts: {}, awaited: false }; // what is on its way is for a page that has been left
  }

  /** Something is being typed or was chosen in a question, or one of its rows. */
  changed(element, finished) {
    const question = this.#whole(element);
    if (!question) return;
    const { question: name } = question.dataset;
    this.#typed.add(name);
    this.#taken.delete(name);
    this.#mark(question, "");
    this.#opening = false;
    if (!finished) {
      this.#unfinished.add(name);
      return;
    }
    this.#unfinished.delete(name);
    this.#publish(question);
    for (const other of this.#typed) this.#publishIfAskedAnew(other);
    this.#show();
  }

  /** The officer asked for an answer and had one: what the page filled in counts as said too. */
  answered() {
    if (this.#example) return;
    const { answers } = this.form.collect();
    for (const [name, value] of Object.entries(answers))
      if (typedIn(value) && value !== NOT_KNOWN && !this.#taken.has(name) && !this.#isOwn(name))
        tabCase.put(name, { value, from: this.title, how: "left" });
    this.#show();
  }

  /** The form was filled with the worked example. */
  example() {
    this.#forget();
    this.#example = true;
    const { answers } = this.form.collect();
    const given = Object.entries(answers).filter(([name, value]) => typedIn(value) && !this.#isOwn(name));
    tabCase.hold(given.map(([name, value]) => [name, { value, from: this.title, how: "example" }]));
    this.#show();
  }

  /** The form was filled from a file: that is as good as typed. */
  filled() {
    this.#forget();
    for (const question of this.form.questions()) {
      if (!typedIn(this.form.read(question))) continue;
      this.#typed.add(question.dataset.question);
      this.#publish(question);
    }
    this.#show();
  }

  /** Everything in the tab was cleared. */
  cleared() {
    this.#forget();
    this.#show();
  }

  #forget() {
    this.#begun();
    this.#typed.clear();
    this.#taken.clear();
    this.#left.clear();
    this.#unasked.clear();
    this.#unfinished.clear();
    this.#example = false;
    this.#markTaken();
  }

  /** The question an element belongs to; a question in a row belongs to its list. */
  #whole(element) {
    let question = this.form.questionAt(element);
    while (question && this.form.scopeOf(question) !== this.form.root)
      question = this.form.questionAt(question.parentElement);
    return question;
  }

  /** Whether an answer is for this page alone: that an unusual amount is right. */
  #isOwn(name) {
    return Boolean(this.form.find(name)?.dataset.confirms);
  }

  /** What the case calls an answer: one for this page alone carries the calculator's name. */
  #nameInCase(name) {
    return this.#isOwn(name) ? `${this.calculator}.${name}` : name;
  }

  /** Give what a question holds to the case, or take it out if it was emptied. */
  #publish(question) {
    const { question: name } = question.dataset;
    const value = this.form.collect().answers[name];
    if (value !== undefined && typedIn(value))
      tabCase.put(this.#nameInCase(name), { value, from: this.title, how: "typed" });
    else if (value !== undefined) tabCase.remove(this.#nameInCase(name));
  }

  /** An answer to a question that another answer has hidden is no fact of the case. */
  #publishIfAskedAnew(name) {
    const question = this.form.find(name);
    if (!question) return;
    const held = this.#nameInCase(name);
    if (this.form.isAsked(question)) {
      if (this.#unasked.delete(name) && !tabCase.get(held)) this.#publish(question);
    } else if (tabCase.get(held)?.from === this.title) {
      tabCase.remove(held);
      this.#unasked.add(name);
    }
  }

  // The offer

  /** What the case knows and this page does not say: to fill in, and what is typed otherwise. */
  #known() {
    const known = new Map();
    for (const [name, fact] of tabCase.all()) {
      const question = this.form.questions().find((each) => each.dataset.question === name);
      if (question && fits(question, fact.value)) known.set(question, fact);
    }
    for (const [question, fact] of this.#following()) known.set(question, fact);
    const { answers } = this.form.collect();
    const fill = [];
    const otherwise = [];
    for (const [question, fact] of known) {
      const { question: name } = question.dataset;
      if (!this.#wouldBeAsked(question, known) || same(this.#left.get(name), fact.value)) continue;
      if (same(answers[name] ?? this.form.read(question), fact.value)) continue;
      if (!this.#typed.has(name)) fill.push([question, fact]);
      else if (!fact.because) otherwise.push([question, fact]);
    }
    return { fill, otherwise };
  }

  /** Whether a question would be asked if the facts known were filled in. */
  #wouldBeAsked(question, known) {
    const conditions = JSON.parse(question.dataset.shownWhen ?? "{}");
    return Object.entries(conditions).every(([name, wanted]) => {
      const other = this.form.find(name);
      const fill = this.#typed.has(name) ? undefined : known.get(other);
      return wanted.includes(fill?.value ?? this.form.read(other)) && this.#wouldBeAsked(other, known);
    });
  }

  // What follows

  /** The facts of a real case that other calculators gave. */
  #elsewhere() {
    return tabCase.all().filter(([, { how, from }]) => how !== "example" && from !== this.title);
  }

  /** The case as Python is asked about it; "" if no other page has said anything of a real one. */
  #case() {
    if (this.#example || !this.#elsewhere().length) return "";
    const facts = {};
    for (const [name, { value, how }] of tabCase.all()) if (how !== "example") facts[name] = value;
    for (const question of this.form.questions()) {
      const { question: name, prefill } = question.dataset;
      if (prefill) facts[name] ??= this.form.read(question); // today's date stands in for one typed
    }
    return JSON.stringify({ facts });
  }

  /** What follows from the case as it is now, by question; nothing while that is not known. */
  #following() {
    const following = new Map();
    if (this.#follows.of !== this.#case()) return following;
    for (const [name, { value: said, because }] of Object.entries(this.#follows.facts)) {
      const question = this.form.questions().find((each) => each.dataset.question === name);
      if (!question || tabCase.get(name)) continue;
      const value = question.dataset.control === "date" ? wholeDate(said) : said;
      if (fits(question, value)) following.set(question, { value, because });
    }
    return following;
  }

  /** Ask what follows, if the case is another than it was asked of last. */
  async #askWhatFollows() {
    const of = this.#case();
    if (of === this.#follows.of) return;
    const asked = { of, facts: {}, awaited: of !== "" };
    this.#follows = asked;
    if (!of) {
      this.#beware = "";
      return;
    }
    let reply;
    try {
      reply = JSON.parse(await ask(`follows:${this.calculator}`, of));
    } catch {
      reply = null; // the offer stands without it
    }
    if (asked !== this.#follows) return;
    asked.awaited = false;
    if (reply?.ok) {
      asked.facts = reply.facts;
      this.#beware = reply.beware ?? "";
      this.#markFollowed();
    }
    this.#show();
    this.#sayOffer();
    this.#arrive();
  }

  /** What was taken and followed from the case is marked only as long as it does. */
  #markFollowed() {
    const following = this.#following();
    for (const question of this.form.questions()) {
      const { question: name } = question.dataset;
      if (!this.#taken.has(name)) continue;
      const fact = following.get(question);
      const still = fact && same(fact.value, this.form.read(question));
      this.#taken.set(name, still ? fact.because : "");
    }
    this.#markTaken();
  }

  #show() {
    this.#askWhatFollows();
    const { fill, otherwise } = this.#example ? { fill: [], otherwise: [] } : this.#known();
    // Until what follows has come again nothing moves under a finger or a pointer.
    const { awaited } = this.#follows;
    if (!awaited) this.#followed = fill.some(([, { because }]) => because);
    const height = awaited && this.#followed ? this.box.getBoundingClientRect().height : 0;
    const empty = fill.length + otherwise.length === 0 && !this.#beware;
    this.box.hidden = empty && !height;
    this.box.style.visibility = empty && height ? "hidden" : "";
    this.box.style.minHeight = height ? `${height}px` : "";
    const parts = [];
    if (this.#beware) parts.push(this.#warning());
    if (fill.length) parts.push(...this.#offer(fill));
    if (otherwise.length) parts.push(...this.#differences(otherwise));
    // The cursor on a button stays on it where the offer is only drawn again.
    const at = document.activeElement;
    const { action, name } = this.box.contains(at) ? at.dataset : {};
    this.form.keepingPlace(() => this.box.replaceChildren(...parts));
    if (!action) return;
    const again = [...this.box.querySelectorAll(`[data-action="${action}"]`)];
    again.find((each) => each.dataset.name === name)?.focus();
  }

  #warning() {
    const warning = make("div", "", "ih-warning");
    const icon = make("span", "!", "ih-warning__icon");
    icon.setAttribute("aria-hidden", "true");
    const said = make("p", this.#beware);
    said.dataset.said = "";
    warning.append(icon, said);
    return warning;
  }

  #offer(fill) {
    const [words, use] = this.#asWords(fill);
    const said = make("p", `${words}:`, "ih-offer__title");
    said.dataset.said = "";
    // What follows is always in sight: nobody has typed it.
    const unseen = fill.filter(([, { because }]) => !because).slice(LISTED);
    const line = ([question, { value, because }]) => {
      const made = make("li", beforeValue(labelOf(question)));
      made.append(make("strong", inWords(question, value, fill)));
      if (because) made.append(`, because ${because}`);
      return made;
    };
    const first = make("ul");
    first.append(...fill.filter((each) => !unseen.includes(each)).map(line));
    const parts = [said, first];
    if (unseen.length) {
      const more = make("details", "", "ih-details");
      const rest = make("ul");
      rest.append(...unseen.map(line));
      more.append(make("summary", `${unseen.length} more`), rest);
      parts.push(more);
    }
    const buttons = make("div", "", "ih-actions");
    buttons.append(
      button(use, "case-take", "ih-button--small"),
      button(fill.length === 1 ? "Leave it" : "Leave them", "case-leave", "ih-button--secondary ih-button--small"),
    );
    return [...parts, buttons];
  }

  /** What is offered in a sentence, and the words of the button that takes it all. */
  #asWords(fill) {
    const given = fill.filter(([, { because }]) => !because);
    const from = origins(this.#elsewhere());
    if (!given.length) return [`Use what follows from ${from}`, "Use what follows"];
    const facts = given.length === 1 ? "fact" : `${given.length} facts`;
    const told = `Use the ${facts} from ${origins(given)}`;
    if (given.length === fill.length) return [told, `Use the ${facts}`];
    const them = given.length === 1 ? "it" : "them";
    const whence = from === origins(given) ? them : "this tab’s case";
    return [`${told} and what follows from ${whence}`, `Use all ${fill.length}`];
  }

  #differences(otherwise) {
    const said = make("p", "Typed differently on another page, and kept as it is here:", "ih-offer__title");
    said.dataset.said = "";
    const list = make("ul", "", "ih-offer__differences");
    for (const [question, { value, from }] of otherwise) {
      const words = inWords(question, value, otherwise);
      const line = make("li", `${beforeValue(labelOf(question))}${words} in ${from}. `);
      const change = button(`Use ${words} here`, "case-change", "ih-button--secondary ih-button--small");
      change.dataset.name = question.dataset.question;
      change.append(make("span", ` for ${labelOf(question)}`, "ih-visually-hidden"));
      line.append(change);
      list.append(line);
    }
    return [said, list];
  }

  /** Fill in what is offered, and only that. */
  take() {
    const { fill } = this.#known();
    this.#fill(fill);
    const facts = fill.length === 1 ? "1 fact" : `${fill.length} facts`;
    this.page.announce(`${facts} filled in from this tab’s case. Check each with the tenant.`);
    this.form.goToFirstOpen();
  }

  /** Take one fact in place of what was typed here. */
  change(name) {
    const { otherwise } = this.#known();
    const one = otherwise.filter(([question]) => question.dataset.question === name);
    this.#fill(one);
    this.page.announce(one.map(([question]) => `${labelOf(question)} changed`).join());
    this.form.goTo(one[0]?.[0]);
  }

  #fill(facts) {
    this.#begun();
    for (const [question, { value, because }] of facts) {
      this.form.write(question, value);
      this.#typed.delete(question.dataset.question);
      this.#taken.set(question.dataset.question, because ?? "");
    }
    for (const other of this.#typed) this.#publishIfAskedAnew(other);
    this.page.taken();
    this.#markTaken();
    this.#show();
  }

  /** Keep this page as it is. */
  leave() {
    this.#begun();
    for (const [question, { value }] of this.#known().fill)
      this.#left.set(question.dataset.question, value);
    this.#show();
    this.page.announce("Left as they are");
    this.form.goToFirstOpen();
  }

  // The marks

  #markTaken() {
    for (const question of this.form.questions()) {
      const { question: name } = question.dataset;
      const because = this.#taken.get(name);
      const { from } = (this.#taken.has(name) && tabCase.get(name)) || {};
      const words = from ? ` (${from})` : because && `: ${because}`;
      this.#mark(question, words ? `From this tab’s case${words}` : "");
    }
  }

  /** Say under a question where its answer comes from; say nothing with no words. */
  #mark(question, words) {
    const id = `${question.dataset.id}-case`;
    document.getElementById(id)?.remove();
    const control = document.getElementById(question.dataset.id);
    const others = (control?.getAttribute("aria-describedby") ?? "").split(" ");
    const described = others.filter((each) => each && each !== id);
    if (words) {
      const mark = make("p", words, "ih-from-case");
      mark.id = id;
      question.append(mark);
      described.push(id);
    }
    control?.setAttribute("aria-describedby", described.join(" "));
  }
}

/** Whether a question can take an answer: of its own sort, and a choice must be one it offers. */
function fits(question, value) {
  const { control } = question.dataset;
  if (value === null || value === undefined) return false;
  if (["date", "paid", "rows"].includes(control)) return typeof value === "object";
  if (control !== "radios" && control !== "list") return typeof value !== "object";
  return [...question.querySelectorAll("input[type=radio], option")].some(
    (each) => each.value === String(value),
  );
}

/** An answer as an officer would say it. */
function inWords(question, value, facts) {
  switch (question.dataset.control) {
    case "radios":
    case "list": {
      const choice = [...question.querySelectorAll("input[type=radio], option")].find(
        (each) => each.value === value,
      );
      return (choice?.labels?.[0] ?? choice).textContent;
    }
    case "date":
      return dateInWords(value) || Object.values(value).join(" ");
    case "rows":
      return `${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  }
  if (typeof value === "object") return Object.values(value).join(" ");
  const lines = String(value).trim().split("\n");
  if (lines.length > 1) return `${lines.length} lines`;
  return "money" in question.dataset ? `£${value.replace(/^£/, "")}` : String(value);
}

/** A label as it stands before its answer: a question needs no colon. */
const beforeValue = (label) => (label.endsWith("?") ? `${label} ` : `${label}: `);

/** Where facts come from, in words. */
function origins(facts) {
  const said = facts.map(([, { from, how }]) =>
    how === "example" ? `the worked example of ${from}` : from,
  );
  const each = [...new Set(said)];
  const last = each.pop();
  return each.length ? `${each.join(", ")} and ${last}` : last;
}

function make(tag, words = "", name = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (name) made.className = name;
  return made;
}

function button(words, action, kind) {
  const made = make("button", words, `ih-button ${kind}`);
  made.type = "button";
  made.dataset.action = action;
  return made;
}
