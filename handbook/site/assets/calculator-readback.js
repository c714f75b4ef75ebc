/** Says beside a field how what was typed is read: "Read as £1,234.50", "Friday 4 December 2026". */
import { dateInWords } from "./calculator-dates.js";

const PLAIN = /^\d+(\.\d{1,2})?$/;
const THOUSANDS = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/;
const DECORATED = /^\d+(\.\d{1,2})?$/;

/**
 * How an amount that is not plainly typed is read.
 * @param {string} text such as "£1,234.50"
 * @returns {string} "£1,234.50"; empty where the typing says it already or Python may refuse it
 */
export function moneyReadAs(text) {
  const tidy = text.trim();
  if (PLAIN.test(tidy)) return "";
  const bare = tidy.replace(/^£\s*/, "");
  if (!DECORATED.test(bare) && !THOUSANDS.test(bare)) return "";
  const [pounds, pence = ""] = bare.replaceAll(",", "").split(".");
  const grouped = pounds.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  return `£${grouped}.${pence.padEnd(2, "0")}`;
}

export class ReadBack {
  /**
   * @param {import("./calculator-form.js").CaseForm} form
   * @param {(words: string) => void} announce
   */
  constructor(form, announce) {
    this.form = form;
    this.announce = announce;
  }

  /** Say how one field is read; aloud only once it is left. */
  show(element, finished) {
    const question = this.form.questionAt(element);
    const slot = question && document.getElementById(`${question.dataset.id}-read`);
    if (!slot) return;
    const answer = this.form.read(question);
    let words = "";
    if (question.dataset.control === "date") words = dateInWords(answer);
    else {
      const typed = question.dataset.control === "paid" ? (answer.amount ?? "") : answer;
      const isMoney = "money" in question.dataset || typed !== answer;
      if (isMoney && moneyReadAs(typed)) words = `Read as ${moneyReadAs(typed)}`;
    }
    slot.textContent = words;
    if (finished && words.startsWith("Read as")) this.announce(words);
  }

  showAll() {
    for (const question of this.form.root.querySelectorAll("[data-question]"))
      this.show(question, false);
  }
}
