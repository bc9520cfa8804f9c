// Bundles each test for Node and runs them all with Node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, "../target/browser-tests");
const tests = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.ts"));

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const english = await build({
  absWorkingDir: here,
  entryPoints: ["src/words/words.en.ts"],
  bundle: true,
  format: "iife",
  globalName: "enquireWords",
  write: false,
});
await build({
  absWorkingDir: here,
  entryPoints: tests.map((name) => `test/${name}`),
  bundle: true,
  platform: "node",
  format: "esm",
  target: ["node20"],
  outdir: target,
  outExtension: { ".js": ".mjs" },
  // As on a screen: the sentences stand in front.
  banner: { js: english.outputFiles[0].text },
  sourcemap: "inline",
  logLevel: "warning",
});
const compiled = tests.map((name) => join(target, name.replace(/\.ts$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...compiled], { stdio: "inherit" });
process.exit(status ?? 1);
