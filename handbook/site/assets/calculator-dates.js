/** Dates as people paste them. Python reads dates for real; this only fills three boxes. */

const MONTHS = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
]; // prettier-ignore
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/;
const NUMBERS = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2,4})$/;
const WORDS = /^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,})\.?,?[\s-]+(\d{2,4})$/i;

/**
 * A whole date's three parts, as they were written.
 * @param {string} text such as "4/12/2026", "2026-12-04" or "4 December 2026"
 * @returns {{day: string, month: string, year: string} | null} null if it is not a whole date
 */
export function wholeDate(text) {
  const tidy = text.trim();
  let found = ISO.exec(tidy);
  if (found) return { day: plain(found[3]), month: plain(found[2]), year: found[1] };
  found = NUMBERS.exec(tidy);
  if (found) return { day: plain(found[1]), month: plain(found[2]), year: found[3] };
  found = WORDS.exec(tidy);
  const month = found && monthNumber(found[2]);
  return month ? { day: plain(found[1]), month: String(month), year: found[3] } : null;
}

/** "04" as "4", which is how the hints write it. */
function plain(digits) {
  return String(Number(digits));
}

/** A month's number from its number, name or first three or more letters; 0 if it is none. */
export function monthNumber(text) {
  const start = text.trim().toLowerCase();
  if (/^\d{1,2}$/.test(start)) return Number(start);
  return start.length < 3 ? 0 : MONTHS.findIndex((name) => name.startsWith(start)) + 1;
}

/**
 * A real date in words with its weekday.
 * @param {{day: string, month: string, year: string}} parts
 * @returns {string} such as "Friday 4 December 2026"; empty if there is no such day
 */
export function dateInWords({ day, month, year }) {
  const [d, m, y] = [day.trim(), monthNumber(month), year.trim()];
  if (!/^\d{1,2}$/.test(d) || !/^[1-9]\d{3}$/.test(y) || !m) return "";
  const date = new Date(Date.UTC(Number(y), m - 1, Number(d)));
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== Number(d)) return "";
  const words = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return date.toLocaleDateString("en-GB", { ...words, timeZone: "UTC" }).replace(",", "");
}

/** Today by the reader's clock. */
export function today() {
  const now = new Date();
  return {
    day: String(now.getDate()),
    month: String(now.getMonth() + 1),
    year: String(now.getFullYear()),
  };
}
