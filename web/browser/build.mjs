// Bundles scripts, styles and fonts into the folder named on the command line (default: the
// class path of the node). Every file name carries a hash of its content, so that a browser may
// keep it for ever; assets.json tells the templates which name a file has now.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.argv[2] ?? "../target/classes/assets");

/** lang-markdown imports lang-html for tags inside Markdown, 140 kB that nobody would notice. */
const withoutHtmlLanguage = { "@codemirror/lang-html": join(here, "src/editor/no-html-language.ts") };

/** Reading must stay light: bytes of gzip before the reader acts (design, section 2). */
const READING_BYTES_MAX = 15_000;

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: ["es2022"],
  legalComments: "none",
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  metafile: true,
  logLevel: "warning",
};

/** What goes to the browser as it is. */
const copied = ["static/icon.svg", "static/manifest.webmanifest"];

async function copyWithHash(file) {
  const hash = createHash("sha256").update(await readFile(join(here, file))).digest("hex").slice(0, 8);
  const name = basename(file).replace(/^(.*)(\.[^.]+)$/, `$1-${hash.toUpperCase()}$2`);
  await copyFile(join(here, file), join(target, name));
  return [basename(file), name];
}

function entriesOf(metafile) {
  return Object.entries(metafile.outputs).flatMap(([output, { entryPoint }]) => {
    if (!entryPoint) return [];
    const built = basename(output);
    const name = basename(entryPoint).replace(/\.ts$/, ".js");
    return [[name, relative(target, resolve(here, output)) || built]];
  });
}

/** The two faces that a page needs at once are preloaded, so the templates must know their names. */
function fontsOf(metafile) {
  return Object.entries(metafile.outputs).flatMap(([output, { inputs }]) => {
    const font = Object.keys(inputs).find((input) => input.endsWith(".woff2"));
    return font && output.endsWith(".woff2") ? [[basename(font), basename(output)]] : [];
  });
}

/** Everything the browser loads with this entry before anybody acts, in bytes of gzip. */
async function firstLoadBytes(metafile, entry) {
  const outputs = Object.entries(metafile.outputs);
  const first = outputs.find(([, { entryPoint }]) => entryPoint === entry)[0];
  const needed = new Set([first]);
  for (const output of needed) {
    const { imports } = metafile.outputs[output];
    for (const { path, kind } of imports) if (kind === "import-statement") needed.add(path);
  }
  const sizes = [...needed].map(async (output) => gzipSync(await readFile(resolve(here, output))).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const results = await Promise.all([
  build({
    ...common,
    entryPoints: ["src/read.ts", "src/edit.ts"],
    format: "esm",
    splitting: true,
    alias: withoutHtmlLanguage,
  }),
  build({ ...common, entryPoints: ["src/theme.ts"], format: "iife" }),
  build({ ...common, entryPoints: ["styles/app.css"], loader: { ".woff2": "file" } }),
]);
const reading = await firstLoadBytes(results[0].metafile, "src/read.ts");
if (reading > READING_BYTES_MAX) {
  console.error(`Reading a page loads ${reading} bytes of script (gzip); at most ${READING_BYTES_MAX} are allowed.`);
  process.exit(1);
}
const names = results.flatMap(({ metafile }) => [...entriesOf(metafile), ...fontsOf(metafile)]);
names.push(...(await Promise.all(copied.map(copyWithHash))));
await writeFile(join(target, "assets.json"), JSON.stringify(Object.fromEntries(names.sort()), null, 2) + "\n");
