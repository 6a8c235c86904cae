// Azurite, ended with its data written when whoever started it is gone: their end of standard input closes then, however they ended.
"use strict";

process.stdin.once("end", () => {
  // Azurite listens for the signal from the moment it serves; before that it has nothing to write.
  if (!process.emit("SIGTERM")) {
    process.exit(1);
  }
});
process.stdin.resume();
process.stdin.unref?.();

// Ctrl+C reaches every program of a terminal; this one ends after those that write to it, when it is told.
process.on("SIGINT", () => {});
const once = process.once.bind(process);
process.once = (event, listener) => (event === "SIGINT" ? process : once(event, listener));

require("azurite/dist/src/azurite.js");
