// Loaded before the packer (node --import): stills the clock and the source of
// randomness, so that packing the same things twice gives the same bytes.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

const MOMENT = Date.UTC(2026, 0, 1);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length) super(...parts);
    else super(MOMENT);
  }
  static now() {
    return MOMENT;
  }
};
performance.now = () => 1000;
process.hrtime.bigint = () => 1_000_000_000n;

function fill(buffer) {
  new Uint8Array(buffer.buffer ?? buffer, buffer.byteOffset ?? 0, buffer.byteLength).fill(7);
  return buffer;
}
globalThis.crypto.getRandomValues = fill;
crypto.randomFillSync = fill;
syncBuiltinESMExports();
