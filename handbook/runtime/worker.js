// The reader's Python, in a worker of its own.
//
// In:  {id, calculator, inputs}        inputs is JSON text
// Out: {id, answer}                    answer is JSON text
//      {status, detail?, marks?}       in the words of STATUS
//
// It restores the image that was made when the site was built; if anything at all
// is not as it should be, it loads Python the slow, ordinary way. In both cases no
// calculator answers before it has answered its stored cases, compared byte for
// byte: a machine that computes wrongly must never be believed. The calculator that
// is asked for first is tried before the machine is called ready, the others in the
// moments after it, or when they are asked if that is sooner.
const STATUS = {
  preparing: "getting ready",
  ready: "ready",
  slower: "using the slower start",
  failed: "could not start",
};
const here = new URL("./", import.meta.url);
const wanted = new URL(self.location.href).searchParams.get("start");
const marks = {};
const mark = (stage) => (marks[stage] = performance.timeOrigin + performance.now());
mark("worker");

async function fetched(name) {
  const response = await fetch(new URL(name, here));
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  return response;
}

async function compiled(name, response) {
  const type = response.headers.get("Content-Type") ?? "";
  mark(`${name} answered`);
  const module = type.startsWith("application/wasm")
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
  mark(name);
  return module;
}

/** A file that Python waits for; empty if it cannot be had. */
function fetchedAtOnce(name) {
  try {
    const request = new XMLHttpRequest();
    request.open("GET", new URL(name, here), false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status === 200) return new Uint8Array(request.response);
  } catch {
    // Python will say what it could not import.
  }
  return new Uint8Array(0);
}

/**
 * The image's data.
 *
 * A host that compresses the runtime compresses the image as well, and the browser
 * unpacks it; from any other host the packed file is fetched and unpacked here.
 */
async function readImage(manifest, compresses) {
  // Asked for before the manifest is read: it is the largest of the files.
  const whole = await compresses;
  let data;
  if (whole) {
    data = new Uint8Array(await (await fetched("image.wasm")).arrayBuffer());
  } else {
    const packed = (await fetched("image.bin")).body;
    const unpacked = packed.pipeThrough(new DecompressionStream("gzip"));
    data = new Uint8Array(await new Response(unpacked).arrayBuffer());
  }
  const { size, offset } = (await manifest).image;
  if (whole) data = data.subarray(offset);
  if (data.length !== size) throw new Error(`image: ${data.length} bytes instead of ${size}`);
  mark("image read");
  return data;
}

async function startFromImage(manifest) {
  // Not imported above: that would put off the first fetch by the time this one takes.
  const script = Promise.all([import("./machine.js"), import("./runtime.js")]);
  const answered = fetched("runtime.wasm");
  const compresses = answered.then(({ headers }) => headers.get("Content-Encoding") !== null);
  const runtime = answered.then((response) => compiled("runtime.wasm", response));
  const extension = fetched("extension.wasm").then((response) =>
    compiled("extension.wasm", response),
  );
  const image = readImage(manifest, compresses);
  // Failures are reported where each is awaited.
  for (const promise of [script, runtime, extension, image]) promise.catch(() => {});
  const [{ answerWith, makeMachine, restore, wake }, { default: create }] = await script;

  mark("runtime script");
  const machine = await makeMachine(create, {
    runtime,
    extension,
    slots: manifest.then((known) => known.slots),
    observe: () => mark("runtime instantiated"),
    archive: fetchedAtOnce,
  });
  mark("machine made");
  const data = await image;
  const { entries, memory } = await manifest;
  restore(machine, { ...memory, data });
  mark("image restored");
  wake(machine, entries);
  return (calculator, inputs) => answerWith(machine, entries, calculator, inputs);
}

async function startStock() {
  const stock = new URL("stock/", here);
  const [{ loadPyodide }, { default: createPyodideModule }, figures] = await Promise.all([
    import("./stock/pyodide.js"),
    import("./stock/pyodide.asm.js"),
    fetched("stock/figures.json").then((response) => response.text()),
  ]);
  mark("runtime script");
  const python = await loadPyodide({
    indexURL: stock.href,
    packageBaseUrl: stock.href,
    lockFileURL: new URL("pyodide-lock.json", stock).href,
    createPyodideModule,
  });
  mark("machine made");
  await python.loadPackage(["calculators"], { messageCallback: () => {} });
  mark("packages loaded");
  const browser = python.pyimport("calculators.browser");
  browser.hold(figures);
  mark("calculators imported");
  return (calculator, inputs) => browser.answer(calculator, inputs);
}

/** A machine that answers, and the stored cases that it has still to be tried on. */
class Machine {
  #untried = new Map();
  #known;

  constructor(answer, golden, slow) {
    this.answer = answer;
    this.slow = slow;
    for (const each of golden) {
      const cases = this.#untried.get(each.calculator) ?? [];
      this.#untried.set(each.calculator, [...cases, each]);
    }
    this.#known = new Set(this.#untried.keys());
  }

  /** A calculator that has not been tried yet; undefined when all have. */
  get next() {
    return this.#untried.keys().next().value;
  }

  /** Try what a question depends on; throw if a stored answer is not given exactly. */
  prove(question) {
    const [calculator, task] = question.split(":").reverse(); // as in “save:<id>”
    // What follows for one calculator comes from the answers of others, as the case sheet does.
    const alone = this.#known.has(calculator) && task !== "follows";
    const needed = alone ? [calculator] : [...this.#untried.keys()];
    for (const each of needed) {
      for (const { inputs, answer } of this.#untried.get(each) ?? []) {
        if (this.answer(each, inputs) !== answer)
          throw new Error(`${each} did not give its stored answer`);
      }
      this.#untried.delete(each);
    }
  }
}

const manifest = fetched("manifest.json").then((response) => response.json());
manifest.catch(() => {});
let firstAsked;

async function start(load, slow) {
  const answer = await load();
  const machine = new Machine(answer, (await manifest).golden, slow);
  machine.prove(firstAsked ?? machine.next);
  mark("proven");
  return machine;
}

/** The slow start, and why it is needed. */
function startSlower(reason) {
  postMessage({ status: STATUS.slower, detail: reason });
  return start(startStock, true);
}

async function startAnyWay() {
  postMessage({ status: STATUS.preparing });
  if (wanted === "stock") return startSlower("asked to");
  try {
    return await start(() => startFromImage(manifest), false);
  } catch (error) {
    return startSlower(String(error?.message ?? error));
  }
}

let running; // the start that is waited for
let current; // the machine it gave

/** Use a machine when it is up, and say how that went. */
function use(starting) {
  running = starting;
  starting.then(
    (machine) => {
      current = machine;
      postMessage({ status: STATUS.ready, marks });
      setTimeout(proveNext, 0, machine);
    },
    (error) => postMessage({ status: STATUS.failed, detail: String(error?.message ?? error) }),
  );
}

/** Put a machine that gave a wrong answer out of use. */
function refuse(machine, error) {
  current = null;
  use(machine.slow ? Promise.reject(error) : startSlower(error.message));
}

/** Try the calculators nobody has asked for yet, one at a time, so that questions come first. */
function proveNext(machine) {
  if (machine !== current || machine.next === undefined) return;
  try {
    machine.prove(machine.next);
    setTimeout(proveNext, 0, machine);
  } catch (error) {
    refuse(machine, error);
  }
}

self.onmessage = async ({ data: { id, calculator, inputs } }) => {
  firstAsked ??= calculator;
  for (;;) {
    let machine;
    const starting = running;
    try {
      machine = await starting;
    } catch {
      return; // said already, by the status
    }
    if (starting !== running) continue; // refused in the meantime
    try {
      machine.prove(calculator);
    } catch (error) {
      refuse(machine, error);
      continue;
    }
    try {
      postMessage({ id, answer: machine.answer(calculator, inputs) });
    } catch (error) {
      // Calculators never raise: the machine itself is broken, and the page must start another.
      postMessage({ died: String(error?.message ?? error) });
    }
    return;
  }
};

use(startAnyWay());
