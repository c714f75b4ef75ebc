// The Python machine as the image needs it: CPython and pydantic's compiled part,
// and nothing of Pyodide but its build of them.
//
// The image is the memory of an interpreter in which every calculator is already
// imported. It holds numbers that point into WebAssembly's function table, so the
// machine that restores it must be laid out exactly like the one that made it:
// the packer (bake.js) and the worker both build theirs here. What is used of
// Pyodide's inside is checked by `demand` when packing, so that a new version that
// differs fails there and not at a reader's desk.

/** The table's length when the extension module is placed. Engines start below it. */
export const TABLE_LENGTH = 16384;

/** Where Python believes pydantic's compiled part lies; only the name matters. */
export const EXTENSION =
  "/lib/python3.14/site-packages/pydantic_core/" +
  "_pydantic_core.cpython-314-wasm32-emscripten.so";

/** The zips from which the image's modules came, in the order in which Python searches them. */
export const ARCHIVES = ["python314.zip", "packages.zip", "calculators.zip"];

/** Fail, naming what is wrong, unless the condition holds. */
export function demand(condition, what) {
  if (!condition) throw new Error(`The Python runtime is not as expected: ${what}`);
}

/** Slot in the function table of each of the runtime's own functions, by name. */
export function slotsOf(Module) {
  const slots = {};
  for (const [name, entry] of Object.entries(Module.GOT)) {
    const isFunction = typeof (Module[`_${name}`] ?? Module[name]) === "function";
    if (isFunction && Number.isInteger(entry.value) && entry.value > 0) slots[name] = entry.value;
  }
  return slots;
}

/**
 * Bring the function table to the layout of the machine that made the image.
 *
 * Some engines (WebKit) hand out slots for exported functions differently:
 * those functions are put where the image expects them.
 */
function layOutTable(Module, slots) {
  const table = Module.wasmTable;
  demand(table.length <= TABLE_LENGTH, `its function table has ${table.length} entries`);
  table.grow(TABLE_LENGTH - table.length);
  const moves = [];
  for (const [name, slot] of Object.entries(slots ?? {})) {
    const entry = Module.GOT[name];
    demand(entry, `no function ${name}`);
    if (entry.value !== slot) moves.push([entry, slot, table.get(entry.value)]);
  }
  for (const [entry, slot, target] of moves) {
    table.set(slot, target);
    entry.value = slot;
  }
}

/**
 * Give the graphics functions that the runtime could call, had it a screen, no place in the table.
 *
 * Each of the 270 would be wrapped in a WebAssembly module of its own at every start.
 */
function leaveOutGraphics(Module) {
  for (const [name, entry] of Object.entries(Module.GOT)) {
    if (name.startsWith("emscripten_gl") && entry.value === -1) entry.value = 0;
  }
}

/** Load pydantic's compiled part before the interpreter starts, so that its place is fixed. */
function placeExtension(Module, compiled) {
  const library = Module.newDSO(EXTENSION, undefined, "loading");
  library.refcount = Infinity;
  library.global = false;
  library.exports = Module.loadWebAssemblyModule(compiled, {}, EXTENSION, {});
}

/**
 * Offer the interpreter the archives, each read with `load(name)` only when Python reads it:
 * that is, if something is imported that the image does not hold.
 */
function offerArchives(FS, load) {
  for (const name of ARCHIVES) {
    let content;
    const read = () => (content ??= load(name));
    const node = FS.createFile("/lib", name, {}, true, false);
    Object.defineProperties(node, {
      contents: { get: read },
      usedBytes: { get: () => read().length },
    });
  }
}

/** The pointer to the helper through which Python calls C functions, as a view of one word. */
function callHelper(Module) {
  const offset = Module.HEAP32[Module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4];
  return Module.HEAP32.subarray((Module.__PyRuntime + offset) / 4).subarray(0, 1);
}

// How Pyodide's own loader describes a module worker to the runtime. Node, when
// packing, poses as one: the image must not depend on where it was made.
const ENVIRONMENT = {
  IN_NODE: false,
  IN_NODE_ESM: false,
  IN_NODE_COMMONJS: false,
  IN_BUN: false,
  IN_DENO: false,
  IN_SHELL: false,
  IN_WORKERD: false,
  IN_SAFARI: false,
  IN_BROWSER: true,
  IN_BROWSER_MAIN_THREAD: false,
  IN_BROWSER_WEB_WORKER: true,
};

/**
 * Make a machine.
 *
 * create       the factory that pyodide.asm.mjs exports
 * runtime      promise of Pyodide's compiled WebAssembly module
 * extension    promise of pydantic's compiled WebAssembly module
 * start        start the interpreter, rather than leave the memory for an image
 * slots        promise of the layout of the table, if an image prescribes it
 * archive      gives the content of one of ARCHIVES, at once, by its name
 * files        called with the file system before anything starts
 * environment  variables for the interpreter
 */
export async function makeMachine(create, options) {
  const { runtime, extension, slots, archive, environment = {}, start = false } = options;
  const noResult = Symbol("no result");
  const settings = {
    noInitialRun: !start,
    noImageDecoding: true,
    noAudioDecoding: true,
    noWasmDecoding: true,
    thisProgram: "/usr/bin/python",
    arguments: [],
    locateFile: (name) => name,
    print: (line) => console.log(line),
    printErr: (line) => console.warn(line),
    API: { config: { jsglobals: globalThis }, runtimeEnv: ENVIRONMENT },
  };
  return await new Promise((resolve, reject) => {
    settings.instantiateWasm = (imports, done) => {
      // The two functions that Pyodide's loader, not its runtime, provides.
      imports.env.Jsv_GetError_import = () => noResult;
      imports.env.JsvError_Check = (value) => value === noResult;
      runtime
        .then(async (module) => {
          const { exports } = await WebAssembly.instantiate(module, imports);
          leaveOutGraphics(settings);
          // What the image replaces need not be set up, and could not be: the
          // runtime that goes with an image comes without its data.
          const settled = start ? {} : { __wasm_call_ctors: () => {} };
          done({ exports: { ...exports, ...settled } }, module);
        })
        .catch(reject);
      return {};
    };
    settings.preRun = [
      async (Module) => {
        Module.addRunDependency("handbook");
        try {
          Object.assign(Module.ENV, environment);
          Module.FS.mkdirTree("/lib/python3.14/lib-dynload");
          offerArchives(Module.FS, archive);
          options.files?.(Module.FS);
          const layout = await slots;
          const compiled = await extension;
          options.observe?.(Module);
          layOutTable(Module, layout);
          placeExtension(Module, compiled);
          Module.removeRunDependency("handbook");
        } catch (error) {
          reject(error);
        }
      },
    ];
    create(settings).then(resolve, reject);
  });
}

/**
 * Replace the machine's memory by the image's.
 *
 * image   {memory, runs: [[address, length]...], data}: `data` holds the runs one after the other
 */
export function restore(Module, image) {
  // The only word of the old memory worth keeping: engines differ in what they can call.
  const helper = callHelper(Module)[0];
  if (Module.HEAPU8.length < image.memory) Module.growMemory(image.memory);
  demand(Module.HEAPU8.length >= image.memory, "its memory cannot grow");
  const heap = Module.HEAPU8;
  heap.fill(0);
  let taken = 0;
  for (const [address, length] of image.runs) {
    heap.set(image.data.subarray(taken, taken + length), address);
    taken += length;
  }
  demand(taken === image.data.length, "the image is longer than it says");
  callHelper(Module)[0] = helper;
}

/** Run Python statements; throw with Python's own words if they fail. */
export function run(Module, source) {
  const text = Module.stringToNewUTF8(source);
  Module.API.capture_stderr();
  const failed = Module._PyRun_SimpleString(text);
  const said = Module.API.restore_stderr().trim();
  Module._free(text);
  if (failed) throw new Error(said || "Python failed without a word");
}

/** A Python text object holding a JavaScript string; to be released by the caller. */
function toPython(Module, text) {
  const copy = Module.stringToNewUTF8(text);
  const made = Module._PyUnicode_FromString(copy);
  Module._free(copy);
  demand(made, "no memory for a text");
  return made;
}

/** Call a Python function of the image, by its address, with texts; return its text. */
function call(Module, address, ...texts) {
  const given = texts.map((text) => toPython(Module, text));
  const list = Module._malloc(4 * (given.length + 1));
  Module.HEAPU32.set(given, list / 4);
  const size = list + 4 * given.length;
  const found = Module._PyObject_Vectorcall(address, list, given.length, 0);
  for (const each of given) Module._Py_DecRef(each);
  try {
    if (!found) {
      Module.API.capture_stderr();
      Module._PyErr_Print();
      throw new Error(Module.API.restore_stderr().trim());
    }
    const start = Module._PyUnicode_AsUTF8AndSize(found, size);
    demand(start, "its answer is no text");
    const end = start + Module.HEAPU32[size / 4];
    return new TextDecoder().decode(Module.HEAPU8.subarray(start, end));
  } finally {
    if (found) Module._Py_DecRef(found);
    Module._free(list);
  }
}

/** What an image must not carry over from the machine that made it. */
export function wake(Module, entries) {
  call(Module, entries.wake);
}

/** Ask a calculator; JSON text in, JSON text out. */
export function answerWith(Module, entries, calculator, inputs) {
  return call(Module, entries.answer, calculator, inputs);
}
