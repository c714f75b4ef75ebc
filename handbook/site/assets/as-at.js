/**
 * "Read the handbook as at a date": pages that have states open as they read on the chosen day.
 *
 * The choice lives in this script's memory alone, for as long as the tab moves between pages
 * without loading anew. It is never stored, and no address holds it but a state's own.
 */
import { dateInWords, monthNumber, wholeDate } from "./calculator-dates.js";
import { inWords, isoDay } from "./days.js";

const STATE = /^(.*\/)(\d{4}-\d{2}-\d{2})\/$/;
const root = new URL(
  document.querySelector('meta[name="handbook-root"]')?.content.replace(/\/?$/, "/") ?? "./",
  document.baseURI,
);

let chosen = "";
let held = null;
let focusBanner = false;

/** Make the forms of the page work, and say which day it is read at. */
export function readAsAt() {
  for (const form of document.querySelectorAll(".ih-as-at form")) wire(form);
  showBanner();
}

/** The pages with states: `{from, pages: {address: {states: [[first day, checked to]]}}}`. */
async function pagesHeld() {
  if (!held) {
    const answer = await fetch(new URL("assets/handbook/states.json", root));
    if (!answer.ok) throw new Error(answer.statusText);
    held = await answer.json();
  }
  return held;
}

/** Which page with states an address is, and which of its states; null for any other page. */
function place(url) {
  if (!held || url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const path = url.pathname.slice(root.pathname.length).replace(/index\.html$/, "");
  const [, plain, starts] = STATE.exec(path) ?? [null, path, ""];
  const page = held.pages[plain];
  return page ? { plain, starts, states: page.states } : null;
}

/** The state in force on a day, or undefined before the first. */
function stateOn(states, day) {
  return states.findLast(([starts]) => starts <= day);
}

function addressOf(plain, starts = "") {
  return new URL(plain + (starts && `${starts}/`), root).href;
}

/* The form */

function wire(form) {
  if (!form.hidden) return;
  form.hidden = false;
  const [day, month, year] = form.querySelectorAll("input");
  if (chosen) [year.value, month.value, day.value] = chosen.split("-").map(Number);
  const spread = (text) => {
    const whole = wholeDate(text);
    if (whole) [day.value, month.value, year.value] = [whole.day, whole.month, whole.year];
    return Boolean(whole);
  };
  form.addEventListener("paste", (event) => {
    if (spread(event.clipboardData?.getData("text") ?? "")) event.preventDefault();
  });
  form.addEventListener("change", (event) => spread(event.target.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(form, { day: day.value, month: month.value, year: year.value });
  });
}

async function choose(form, parts) {
  if (!dateInWords(parts)) {
    const words = Object.values(parts).some((each) => each.trim())
      ? "Enter a real date, with the year in four numbers, such as 1 5 2025"
      : "Enter the date to read the handbook at, such as 1 5 2025";
    tell(form, words);
    return;
  }
  const day = isoDay(parts.year.trim(), monthNumber(parts.month), Number(parts.day));
  let pages;
  try {
    pages = await pagesHeld();
  } catch {
    tell(form, "The list of versions could not be read. Use the links below, or try again");
    return;
  }
  const page = place(new URL(location.href));
  const first = page ? page.states[0][0] : pages.from;
  if (day < first) {
    const what = page ? "This page is" : "Policies are";
    tell(form, `${what} held from ${inWords(first)}. Enter that day or a later one`);
    return;
  }
  tell(form, "");
  chosen = day;
  focusBanner = true;
  if (page) go(addressOf(page.plain, stateOn(page.states, day)[0]));
  else showBanner();
}

/** Show a message at the form, or none. */
function tell(form, words) {
  const message = form.querySelector(".ih-error");
  message.textContent = words && `Error: ${words}.`;
  message.hidden = !words;
  for (const input of form.querySelectorAll("input")) {
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  if (words) form.querySelector("input").focus();
}

/** Move to a page as a click on a link does, which keeps this script's memory. */
function go(address) {
  if (address === location.href.split("#")[0]) {
    showBanner();
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.dataset.asAtStays = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/* The banner */

function showBanner() {
  document.querySelector(".ih-reading")?.remove();
  const content = document.querySelector(".md-content__inner");
  if (!chosen || !content) return;
  const page = place(new URL(location.href));
  const banner = document.createElement("section");
  banner.className = "ih-reading";
  banner.tabIndex = -1;
  banner.setAttribute("aria-label", "The date you are reading at");
  const words = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = `Reading as at ${inWords(chosen)}.`;
  words.append(strong, ...aboutThisPage(page), " ", backToToday(page));
  banner.append(words);
  content.prepend(banner);
  if (focusBanner) banner.focus();
  focusBanner = false;
}

/** What a reader at the chosen day must know about this page. */
function aboutThisPage(page) {
  if (!page) {
    return [" This page has no versions by date. Policies and figures open as they read then."];
  }
  const [first] = page.states[0];
  const state = stateOn(page.states, chosen);
  if (!state) {
    const shown = page.starts ? `from ${inWords(page.starts)}` : "today";
    return [
      ` We do not hold this page for that day, only from ${inWords(first)}. What you see is how ` +
        `it reads ${shown}.`,
    ];
  }
  const [starts, checked] = state;
  if (starts !== page.starts) {
    const right = link(addressOf(page.plain, starts), `Read it as at ${inWords(chosen)}`);
    return [" This is not how the page reads on that day. ", right, "."];
  }
  if (checked && chosen > checked) {
    return [
      ` We do not hold this page for that day: its figures have only been checked up to ` +
        `${inWords(checked)}. This is the last we hold.`,
    ];
  }
  return [];
}

function backToToday(page) {
  const back = link(page ? addressOf(page.plain) : location.href, "Back to today");
  back.dataset.asAtToday = "";
  return back;
}

function link(address, words) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  made.dataset.asAtStays = "";
  return made;
}

/* Links */

/** While a day is chosen, a link to a page with states leads to the state of that day. */
function follow(event) {
  const anchor = event.target.closest?.("a[href]");
  if (!chosen || !anchor) return;
  if ("asAtToday" in anchor.dataset) {
    forget();
    if (anchor.href === location.href) {
      event.preventDefault();
      event.stopPropagation();
      showBanner();
      document.querySelector("h1")?.scrollIntoView();
    }
    return;
  }
  const stays = "asAtStays" in anchor.dataset || anchor.closest(".ih-out-of-date");
  if (stays || anchor.target || anchor.getAttribute("href").startsWith("#")) return;
  const url = new URL(anchor.dataset.asAtPlain ?? anchor.href);
  const page = place(url);
  const state = page && !page.starts && stateOn(page.states, chosen);
  if (!state) return;
  anchor.dataset.asAtPlain = url.href;
  anchor.href = addressOf(page.plain, state[0]) + url.hash;
}

/** Read as at today again. */
function forget() {
  chosen = "";
  for (const anchor of document.querySelectorAll("a[data-as-at-plain]")) {
    anchor.href = anchor.dataset.asAtPlain;
    delete anchor.dataset.asAtPlain;
  }
}

// Before Material, which listens on the body, takes the click for a journey within the tab.
window.addEventListener("click", follow, { capture: true });
