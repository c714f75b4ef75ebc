// The page's way to the worker: start(), ask(), onStatus().
//
// One worker per tab, kept on globalThis so that pages shown by instant navigation,
// which may run this module's importers again, go on with the same one.

const KEY = Symbol.for("income-handbook.runtime");
const MOST_STARTS = 2;

const runtime = (globalThis[KEY] ??= {
  worker: null,
  starts: 0,
  url: null,
  latest: null,
  listeners: new Set(),
  pending: new Map(),
  next: 1,
});

function tell(message) {
  runtime.latest = message;
  for (const listener of [...runtime.listeners]) listener(message);
}

/** Settle every open question with an error: nothing will answer it any more. */
function giveUp(detail) {
  runtime.worker?.terminate();
  runtime.worker = null;
  const open = [...runtime.pending.values()];
  runtime.pending.clear();
  tell({ status: "could not start", detail });
  for (const { reject } of open) reject(new Error(detail));
}

/** Where the worker is, read from the page once: later pages may be elsewhere. */
function address() {
  if (runtime.url === null) {
    const meta = document.querySelector('meta[name="handbook-runtime"]');
    if (!meta?.content) throw new Error("This page does not say where its calculators are.");
    const folder = meta.content.endsWith("/") ? meta.content : `${meta.content}/`;
    runtime.url = new URL("worker.js", new URL(folder, document.baseURI)).href;
  }
  return runtime.url;
}

/** A worker that died is replaced, and what it left unanswered is asked once more. */
function died(worker, detail) {
  if (runtime.worker !== worker) return;
  const worked = runtime.latest?.status === "ready";
  if (!worked && runtime.starts >= MOST_STARTS) {
    giveUp(detail);
    return;
  }
  if (worked) runtime.starts = 0;
  worker.terminate();
  for (const [id, question] of runtime.pending) {
    question.tries += 1;
    if (worked && question.tries > 1) {
      runtime.pending.delete(id);
      question.reject(new Error(detail));
    }
  }
  launch();
}

function launch() {
  const worker = new Worker(address(), { type: "module", name: "calculators" });
  runtime.worker = worker;
  runtime.starts += 1;
  worker.onmessage = ({ data }) => {
    if (runtime.worker !== worker) return;
    if (data.status === "could not start") giveUp(data.detail);
    else if (data.status) tell(data);
    else if (data.died) died(worker, data.died);
    else {
      const question = runtime.pending.get(data.id);
      runtime.pending.delete(data.id);
      question?.resolve(data.answer);
    }
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    died(worker, event.message || "The calculators stopped.");
  };
  for (const { message } of runtime.pending.values()) worker.postMessage(message);
}

/** Start the calculators, if they are not started already. */
export function start() {
  if (runtime.worker) return;
  runtime.starts = 0; // asked again, perhaps after giving up
  try {
    launch();
  } catch (error) {
    giveUp(String(error?.message ?? error));
  }
}

/** Ask a calculator: JSON text in, a promise of JSON text out. */
export function ask(calculator, inputsText) {
  return new Promise((resolve, reject) => {
    const message = { id: runtime.next++, calculator, inputs: inputsText };
    runtime.pending.set(message.id, { message, resolve, reject, tries: 0 });
    if (runtime.worker) runtime.worker.postMessage(message);
    else start();
  });
}

/**
 * Hear of each status, {status, detail?, marks?}, and at once of the latest.
 * Returns a function that ends the hearing.
 */
export function onStatus(callback) {
  runtime.listeners.add(callback);
  if (runtime.latest) callback(runtime.latest);
  return () => runtime.listeners.delete(callback);
}
