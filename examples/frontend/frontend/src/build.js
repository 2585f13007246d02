import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";

const result = await build({
    entryPoints: ["src/main.ts", "src/main.css"],
    bundle: true,
    format: "esm",
    minify: true,
    metafile: true,
    // A file's name changes with its content, so that browsers may keep it for ever.
    entryNames: "[name]-[hash]",
    outdir: "dist/assets",
});

const outputs = Object.keys(result.metafile.outputs).map((path) => basename(path));
const named = (start, end) => outputs.find((name) => name.startsWith(start) && name.endsWith(end));

const page = await readFile("src/index.html", "utf8");
await mkdir("dist", { recursive: true });
await writeFile(
    "dist/index.html",
    page.replace("main.ts", named("main-", ".js")).replace("main.css", named("main-", ".css")),
);
