// Bundles scripts, styles and fonts into the folder named on the command line (default: the
// class path of the node). Every file name carries a hash of its content, so that a browser may
// keep it for ever; assets.json tells the templates which name a file has now.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.argv[2] ?? "../target/classes/assets");

/** lang-markdown imports lang-html for tags inside Markdown, 140 kB that nobody would notice. */
const withoutHtmlLanguage = { "@codemirror/lang-html": join(here, "src/editor/no-html-language.ts") };

/** What browsers show text in, unless somebody has chosen another size. */
const PX_PER_EM = 16;

/** Reading must stay light: bytes of gzip before the reader acts (design, section 2). */
const READING_BYTES_MAX = 15_000;

/** Lines up to this wide stay as they are, however large the text is. (Guess.) */
const HAIRLINE_PX_MAX = 3;

/**
 * Styles name sizes in px, as they are at the usual size of text. They become rem, and em where a
 * window is measured: who lets the browser show larger text gets all of it larger, as by zooming.
 */
const sizesThatFollowTheText = {
  name: "sizes that follow the text",
  setup: (styles) =>
    styles.onLoad({ filter: /[\\/]styles[\\/][^\\/]+\.css$/ }, async ({ path }) => ({
      loader: "css",
      contents: (await readFile(path, "utf8")).replace(/@media[^{]+|(?<![\w.#])-?[\d.]+px\b/g, (part) => {
        if (part.startsWith("@media")) return part.replace(/([\d.]+)px\b/g, (_, px) => `${px / PX_PER_EM}em`);
        const px = parseFloat(part);
        return Math.abs(px) > HAIRLINE_PX_MAX ? `${px / PX_PER_EM}rem` : part;
      }),
    })),
};

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

/** Writes what is no script and no style, under a name with its hash. */
async function writeWithHash(file, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const name = file.replace(/^(.*)(\.[^.]+)$/, `$1-${hash.toUpperCase()}$2`);
  await writeFile(join(target, name), content);
  return [file, name];
}

/**
 * What an installed Enquire shows, largest choice first. Chromium asks for 192 and 512 pixels; a maskable one reaches
 * to its edges, with what matters inside the middle 80 % (W3C, Web App Manifest, purpose).
 */
const ICONS = [
  { file: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
  { file: "icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
  { file: "icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
  { file: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
];

/** The manifest says which icons there are, so they must be written first. */
async function writeIconsAndManifest() {
  const write = async (file) => writeWithHash(file, await readFile(join(here, "static", file)));
  const icons = await Promise.all(ICONS.map(({ file }) => write(file)));
  const manifest = JSON.parse(await readFile(join(here, "static/manifest.webmanifest"), "utf8"));
  manifest.icons = ICONS.map(({ file, ...icon }) => ({ src: `/-/assets/${new Map(icons).get(file)}`, ...icon }));
  // What a phone of Apple's puts on its home screen: it reads no manifest for that.
  return [...icons, await write("apple-touch-icon.png"), await writeWithHash("manifest.webmanifest", JSON.stringify(manifest))];
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

/** Every file that the browser loads with this entry before anybody acts. */
function firstLoad(metafile, entry) {
  const outputs = Object.entries(metafile.outputs);
  const first = outputs.find(([, { entryPoint }]) => entryPoint === entry)[0];
  const needed = new Set([first]);
  for (const output of needed) {
    const { imports } = metafile.outputs[output];
    for (const { path, kind } of imports) if (kind === "import-statement") needed.add(path);
  }
  return [...needed];
}

/** The same in bytes of gzip. */
async function firstLoadBytes(metafile, entry) {
  const sizes = firstLoad(metafile, entry).map(async (output) => gzipSync(await readFile(resolve(here, output))).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * The frame that diagrams are drawn in asks for nothing at all, so its script stands in it. The node
 * makes its policy from the script's hash.
 */
async function writeDiagramFrame(script) {
  const whole = script.replaceAll("</script", "<\\/script");
  const frame = (await readFile(join(here, "static/diagram.html"), "utf8")).replace("SCRIPT", () => whole);
  const hash = createHash("sha256").update(frame).digest("hex").slice(0, 8).toUpperCase();
  const name = `diagram-${hash}.html`;
  await writeFile(join(target, name), frame);
  return ["diagram.html", name];
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const languages = (await readdir(join(here, "src/words"))).filter((name) => /^words\.[a-z]+\.ts$/.test(name));
const results = await Promise.all([
  build({
    ...common,
    entryPoints: ["src/read.ts", "src/edit.ts"],
    format: "esm",
    splitting: true,
    alias: withoutHtmlLanguage,
  }),
  build({ ...common, entryPoints: ["src/theme.ts"], format: "iife" }),
  // One for each language, in front of the others: a browser loads the one that its screen speaks.
  build({
    ...common,
    entryPoints: languages.map((name) => `src/words/${name}`),
    format: "iife",
    globalName: "enquireWords",
  }),
  build({
    ...common,
    entryPoints: ["styles/app.css"],
    loader: { ".woff2": "file" },
    plugins: [sizesThatFollowTheText],
  }),
]);
// Loaded only where there is something to draw, and then kept by the browser as any other; and the scripts of a
// static site, each whole: from a file, browsers load no modules.
const [math, site, frame] = await Promise.all([
  build({
    ...common,
    entryPoints: ["styles/math.css"],
    // Every browser that runs our scripts reads woff2; KaTeX names two older forms beside it.
    loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty" },
  }),
  build({ ...common, entryPoints: ["src/site/search.ts", "src/site/formulas.ts", "src/site/alone.ts"], format: "iife" }),
  build({ ...common, entryPoints: ["src/diagram/frame.ts"], format: "iife", write: false }),
]);
const script = await firstLoadBytes(results[0].metafile, "src/read.ts");
for (const name of languages) {
  const reading = script + (await firstLoadBytes(results[2].metafile, `src/words/${name}`));
  if (reading > READING_BYTES_MAX) {
    console.error(`Reading a page loads ${reading} bytes of script with ${name} (gzip); at most ${READING_BYTES_MAX} are allowed.`);
    process.exit(1);
  }
}
const names = results.flatMap(({ metafile }) => [...entriesOf(metafile), ...fontsOf(metafile)]);
names.push(...(await writeIconsAndManifest()));

// Last, for it names all others: every build has another worker, which makes the browser take it.
const [{ metafile }] = results;
const scripts = ["src/read.ts", "src/edit.ts"].flatMap((entry) => firstLoad(metafile, entry));
// Formulas and diagrams stay text without their style and frame, which are too much to fetch ahead; icons in
// pixels are for whoever installs.
const ahead = names.filter(([name]) => name !== "math.js" && name !== "diagrams.js" && !name.endsWith(".png"));
const shell = [...scripts.map((output) => relative(target, resolve(here, output))), ...ahead.map(([, name]) => name)];
const paths = [...new Set(shell)].sort().map((name) => `/-/assets/${name}`);
await build({
  ...common,
  entryPoints: ["src/offline/worker.ts"],
  entryNames: "service-worker",
  format: "iife",
  define: {
    BUILD: JSON.stringify(createHash("sha256").update(paths.join()).digest("hex").slice(0, 8)),
    SHELL: JSON.stringify(paths),
  },
});
names.push(...entriesOf(math.metafile), ...entriesOf(site.metafile), await writeDiagramFrame(frame.outputFiles[0].text));
await writeFile(join(target, "assets.json"), JSON.stringify(Object.fromEntries(names.sort()), null, 2) + "\n");
