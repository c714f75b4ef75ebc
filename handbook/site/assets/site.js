/**
 * Small helps for every page: buttons for the menu and search, shortcuts that can be turned off,
 * and a notice on a page that is older than the reader's own date allows.
 */
import { readAsAt } from "./as-at.js";
import { dayAfter, daysFrom, inWords, today } from "./days.js";

const SHORTCUTS_OFF = "handbook-shortcuts-off";
function paragraph(words, link, linkWords) {
  const made = document.createElement("p");
  made.append(words);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = linkWords;
    made.append(" ", anchor, ".");
  }
  return made;
}

const REPLACED = {
  text: ["This text has been replaced since", "Read the one in force from that day"],
  figures: ["A figure on this page has changed since", "Read the figures from that day"],
  list: ["A page listed here has changed since", ""],
};

/** Say so where a page has come into force, been replaced or needs checking since it was built. */
function markOutOfDate() {
  for (const place of document.querySelectorAll(".ih-out-of-date")) {
    const { what, when, starts, last, next, checked } = place.dataset;
    const now = today();
    // What stands there was right when the page was built, and a past page stays one.
    if (when === "past" || (when === "to come" && now < starts)) continue;
    const said = [];
    if (last && now > last) {
      const [words, link] = REPLACED[what] ?? REPLACED.text;
      said.push(paragraph(`${words} ${inWords(dayAfter(last))}.`, link && next, link));
    } else if (when === "to come") {
      said.push(paragraph(`In force since ${inWords(starts)}, after these pages were built.`));
    }
    if (checked && now > checked) {
      const words =
        `Some figures on this page have only been checked up to ${inWords(checked)}. ` +
        "Ask the policy owner before relying on them.";
      said.push(paragraph(words));
    }
    place.replaceChildren(...said);
  }
}

/** "due" and "overdue" by the reader's own date. */
function markDue() {
  const now = today();
  for (const tag of document.querySelectorAll(".ih-due")) {
    const { by, ahead } = tag.dataset;
    const due = daysFrom(now, by) <= Number(ahead);
    tag.textContent = by < now ? "overdue" : due ? "due" : "";
    tag.classList.toggle("ih-due--late", by < now);
  }
}

/** What was coming when the page was made and has come by the reader's date, where it belongs. */
function moveWhatHasCome() {
  const coming = document.querySelector("#coming.ih-change-list");
  if (!coming) return;
  const days = [...coming.querySelectorAll(".ih-changes-of-a-day")];
  const come = days.filter((day) => day.dataset.starts <= today());
  const changed = document.querySelector("#changed.ih-change-list");
  changed.querySelector("h2").after(...come.reverse());
  changed.hidden &&= !come.length;
  coming.hidden = come.length === days.length;
}

/** The buttons that open the menu and the search, kept in step with what is open. */
function wireButtons() {
  const drawer = document.getElementById("__drawer");
  for (const button of document.querySelectorAll("[data-ih-opens]")) {
    if (button.dataset.wired) continue;
    button.dataset.wired = "yes";
    button.addEventListener("click", () => {
      const toggle = document.getElementById(button.dataset.ihOpens);
      if (toggle === drawer) toggle.click();
      else document.querySelector(".md-search__input")?.focus();
    });
  }
  if (!drawer || drawer.dataset.wired) return;
  drawer.dataset.wired = "yes";
  drawer.addEventListener("change", () => {
    const button = document.querySelector('[data-ih-opens="__drawer"]');
    button?.setAttribute("aria-expanded", String(drawer.checked));
    if (drawer.checked) document.querySelector(".ih-menu a")?.focus();
  });
}

/** Close the open menu on Escape and give the keyboard back to its button. */
function closeOnEscape(event) {
  const drawer = document.getElementById("__drawer");
  if (event.key !== "Escape" || !drawer?.checked) return;
  drawer.click();
  document.querySelector('[data-ih-opens="__drawer"]')?.focus();
}

/**
 * Single-key shortcuts get in the way of people who steer by voice, so there are few and they can
 * be turned off. Only "/" (search) is kept of those that Material brings.
 */
function tameShortcuts(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (event.key === "/" && !localStorage.getItem(SHORTCUTS_OFF)) return;
  if ("/fspn,.".includes(event.key.toLowerCase())) event.stopImmediatePropagation();
}

/** The box on the About page that turns the shortcut off and on. */
function wireShortcutChoice() {
  const box = document.getElementById("ih-shortcuts");
  if (!box) return;
  box.disabled = false;
  box.checked = !localStorage.getItem(SHORTCUTS_OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(SHORTCUTS_OFF);
    else localStorage.setItem(SHORTCUTS_OFF, "yes");
  });
}

/**
 * A step in the picture of a journey leads to its text. The picture is hidden from screen readers
 * and from the keyboard, which have the list of links below it.
 */
function toTheStep(event) {
  const step = event.target.closest?.("[data-step]")?.dataset.step;
  if (step) location.hash = step;
}

function everyPage() {
  markOutOfDate();
  markDue();
  moveWhatHasCome();
  readAsAt();
  wireButtons();
  wireShortcutChoice();
}

window.addEventListener("keydown", tameShortcuts, { capture: true });
window.addEventListener("keydown", closeOnEscape);
window.addEventListener("click", toTheStep);
// Material tells of every page it opens, the first included; without it there is only this one.
if (window.document$) window.document$.subscribe(everyPage);
else everyPage();
