// What Maven runs: installs the pinned packages and builds, each only if its inputs changed.
// A digest of the inputs stands beside each output; touching a file without changing it costs nothing.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../target/classes/assets");

function files(path) {
  const full = join(here, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).sort().flatMap((name) => files(join(path, name)));
}

function digest(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(files)) {
    hash.update(file).update("\0").update(readFileSync(join(here, file))).update("\0");
  }
  return hash.digest("hex");
}

/** Runs the steps unless the stamp already holds the digest of the inputs. */
function unlessDone(stamp, inputs, steps) {
  const now = digest(inputs);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  for (const [command, ...args] of steps) {
    const onWindows = process.platform === "win32";
    const { status, error } = spawnSync(command, args, { cwd: here, stdio: "inherit", shell: onWindows });
    if (error || status !== 0) {
      console.error(`"${[command, ...args].join(" ")}" failed${error ? `: ${error.message}` : ""}`);
      console.error("The browser part needs Node 20 or newer with npm, and once the npm registry.");
      process.exit(1);
    }
  }
  writeFileSync(stamp, now);
}

const packages = ["package.json", "package-lock.json", ".npmrc"];
unlessDone(join(here, "node_modules/.enquire-inputs"), packages, [["npm", "ci", "--loglevel=error"]]);
unlessDone(join(target, ".inputs"), [...packages, "tsconfig.json", "tsconfig.worker.json", "build.mjs", "src", "styles", "static"], [
  ["npm", "run", "--silent", "build"],
]);
