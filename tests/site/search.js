/**
 * Ask a built site's own search. `node search.js SITE` reads a list of searches as JSON and prints,
 * for each, the addresses of the pages found, best first.
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const site = process.argv[2];
const READY = { type: 0 };
const ASKED = { type: 2 };

const page = fs.readFileSync(path.join(site, "index.html"), "utf8");
const settings = JSON.parse(/<script id="__config"[^>]*>(.*?)<\/script>/s.exec(page)[1]);
const worker = new URL(settings.search, "http://handbook.invalid/");

/** What a worker finds around it, and no more. */
const listeners = [];
let heard;
const around = {
  URL,
  location: worker,
  addEventListener: (kind, listener) => listeners.push(listener),
  postMessage: (message) => heard(message),
  importScripts: (...addresses) => {
    for (const address of addresses) run(new URL(address, worker));
  },
};
around.self = around;
vm.createContext(around);

function run(address) {
  vm.runInContext(fs.readFileSync(path.join(site, address.pathname), "utf8"), around);
}

function send(message) {
  return new Promise((resolve) => {
    heard = resolve;
    for (const listener of listeners) listener({ data: message });
  });
}

async function main() {
  run(worker);
  const index = fs.readFileSync(path.join(site, "search", "search_index.json"), "utf8");
  await send({ ...READY, data: { ...JSON.parse(index), options: { suggest: false } } });
  const found = [];
  for (const typed of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const { data } = await send({ ...ASKED, data: typed });
    found.push(data.items.map(([first]) => first.location.split("#")[0]));
  }
  process.stdout.write(JSON.stringify(found));
}

main();
