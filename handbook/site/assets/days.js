/** Days as YYYY-MM-DD, which compare as text. */

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
]; // prettier-ignore
const ONE_DAY = 86_400_000;

/** The reader's own date. */
export function today() {
  const now = new Date();
  return isoDay(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** The day of a year, month and day of the month. */
export function isoDay(year, month, day) {
  return [String(year).padStart(4, "0"), two(month), two(day)].join("-");
}

function two(number) {
  return String(number).padStart(2, "0");
}

/** "6 April 2026" for "2026-04-06". */
export function inWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The day after. */
export function dayAfter(iso) {
  return new Date(Date.parse(iso) + ONE_DAY).toISOString().slice(0, 10);
}

/** How many days lie between two days. */
export function daysFrom(first, last) {
  return (Date.parse(last) - Date.parse(first)) / ONE_DAY;
}
