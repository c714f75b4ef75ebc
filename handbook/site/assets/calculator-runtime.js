/**
 * The way to Python: finds the runtime's client once, starts it, and passes questions on.
 *
 * Statuses, in the client's own words: "getting ready", "ready", "using the slower start",
 * "could not start".
 */

/** @param {string} name @returns {string | undefined} */
function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content;
}

/** A folder's whole address, whether or not it was written with its last slash. */
function folder(address) {
  return new URL(address.endsWith("/") ? address : `${address}/`, document.baseURI);
}

// Both are read once, from the page this module was loaded with: instant navigation changes the
// page's address but not the head these were written for.
const runtime = meta("handbook-runtime");
const client = runtime === undefined ? null : new URL("client.js", folder(runtime));
/** What the client calls a start without the memory image. */
const SLOWER = "using the slower start";

const root = folder(meta("handbook-root") ?? materialBase() ?? ".");

/** Where Material says the site's root is, from its own data block. */
function materialBase() {
  const text = document.getElementById("__config")?.textContent;
  return text ? JSON.parse(text).base : undefined;
}

let status = { status: "getting ready" };
let loading = null;
const listeners = new Set();

function tell(news) {
  // That the slower start was needed stays worth knowing once it is done.
  status = { status: news.status, slower: Boolean(status.slower) };
  if (news.status === SLOWER) status.slower = true;
  for (const listener of listeners) listener(status);
}

async function load() {
  const loaded = await import(client.href);
  loaded.onStatus(tell);
  // Not awaited: questions may be asked while it starts.
  Promise.resolve(loaded.start()).catch(() => tell({ status: "could not start" }));
  return loaded;
}

/** Start Python, if that has not been done. */
export function start() {
  loading ??= (client ? load() : Promise.reject(new Error("no runtime in this build"))).catch(
    (why) => {
      tell({ status: "could not start" });
      throw why;
    },
  );
  loading.catch(() => {}); // told above; whoever asks is told again
}

/**
 * Ask a calculator.
 * @param {string} calculator its id
 * @param {string} inputs the case as JSON text
 * @returns {Promise<string>} the answer as JSON text
 */
export async function ask(calculator, inputs) {
  start();
  return (await loading).ask(calculator, inputs);
}

/**
 * Hear the status now and whenever it changes.
 * @param {(news: {status: string, slower?: boolean}) => void} listener
 * @returns {() => void} stops it
 */
export function onStatus(listener) {
  listeners.add(listener);
  listener(status);
  return () => listeners.delete(listener);
}

/** A page's whole address from its address within the site. */
export function addressOf(path) {
  return new URL(path, root).href;
}
