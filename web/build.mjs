// Bundles the front-end libraries into the package: run by the build of the wheel, or by hand with `npm ci && npm run build`.
import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../src/vermerk/web/static/built`;
mkdirSync(out, { recursive: true });
const made = await build({
  absWorkingDir: here,
  entryPoints: ["src/annotating.js", "src/network.js", "src/map.js"],
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2022"],
  format: "iife",
  legalComments: "linked",
  metafile: true,
});
const MOST = 300_000; // bytes of script on a page
for (const [file, { bytes }] of Object.entries(made.metafile.outputs)) {
  if (file.endsWith(".js") && bytes > MOST) throw new Error(`${file}: ${bytes} bytes are more than a page may carry`);
  console.log(`${file.split("/").pop()} ${bytes}`);
}
