/**
 * The case this tab holds: facts typed in one calculator, for the next one to offer.
 *
 * It lives in this module's memory only: never in an address, storage, history or log. Pages shown
 * by instant navigation share it; a page loaded afresh starts with none.
 *
 * How a fact came about decides which of two wins: what was typed stands over what a page had
 * filled in and the officer left, and that over a worked example's.
 */

/**
 * @typedef {object} Fact
 * @property {unknown} value the answer as the form reads it
 * @property {string} from the title of the calculator it was given in
 * @property {"typed" | "left" | "example"} how
 */

const RANK = { example: 0, left: 1, typed: 2 };

/** @type {Map<string, Fact>} by the name of its question, which is the same in every calculator */
const facts = new Map();
const onChange = new Set();
const onClear = new Set();

const tell = (listeners) => {
  for (const listener of [...listeners]) listener();
};

/** Whether two answers say the same. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const tabCase = {
  /** @returns {[string, Fact][]} every fact by name */
  all: () => [...facts],
  /** @param {string} name @returns {Fact | undefined} */
  get: (name) => facts.get(name),

  /** Keep a fact, unless a better one is held; what is typed last is always kept. */
  put(name, fact) {
    const held = facts.get(name);
    if (held && RANK[held.how] > RANK[fact.how]) return;
    if (held && held.how === fact.how && same(held.value, fact.value)) return;
    if (held && fact.how === "left") return;
    facts.set(name, fact);
    tell(onChange);
  },

  remove(name) {
    if (facts.delete(name)) tell(onChange);
  },

  /** Hold a worked example, unless the tab holds a real case: the two are never mixed. */
  hold(example) {
    if ([...facts.values()].some(({ how }) => how !== "example")) return;
    facts.clear();
    for (const [name, fact] of example) facts.set(name, fact);
    tell(onChange);
  },

  /** Forget everything that was typed in this tab, on every page. */
  clear() {
    facts.clear();
    tell(onChange);
    tell(onClear);
  },

  /** Hear of each change. @returns {() => void} stops it */
  onChange(listener) {
    onChange.add(listener);
    return () => onChange.delete(listener);
  },

  /** Hear when everything is cleared. @returns {() => void} stops it */
  onClear(listener) {
    onClear.add(listener);
    return () => onClear.delete(listener);
  },
};

/** One key clears everything, on whichever page the officer is. */
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
  if (event.code !== "KeyX") return;
  event.preventDefault();
  tabCase.clear();
});
