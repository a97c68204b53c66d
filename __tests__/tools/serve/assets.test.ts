import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAsset } from "../../../tools/serve/assets";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assets-"));
  mkdirSync(join(folder, "dist/static"), { recursive: true });
  writeFileSync(join(folder, "dist/static/app.1a2b.js"), "run()");
  writeFileSync(join(folder, "secret"), "secret");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("an asset has its type, its length and its MD5 as ETag, as an object of S3 has", () => {
  expect(readAsset(join(folder, "dist"), "static/app.1a2b.js")).toEqual({
    body: Buffer.from("run()"),
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "content-length": "5",
      "cache-control": "public, max-age=31536000, immutable",
      etag: '"7fd10941fde8cdff606799b100207712"',
    },
  });
});

test.each(["static/none.js", "static", "static/../../secret", "../secret", "static/app.1a2b.js\0"])("%j is no asset", (key) => {
  expect(readAsset(join(folder, "dist"), key)).toBeUndefined();
});
