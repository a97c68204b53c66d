import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";

/** An object as a bucket would answer it. */
export interface Asset {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** As the stack's objects have it: a name that holds a hash of the content never gets another one, as a version of an object doesn't. */
const CACHE_CONTROL = "public, max-age=31536000, immutable";

/**
 * An object of the assets' bucket: key `static/x` is the file `static/x` of the folder.
 *
 * @returns undefined where there is no such file
 */
export function readAsset(folder: string, key: string): Asset | undefined {
  const file = normalize(join(folder, key));
  if (!file.startsWith(`${normalize(folder)}${sep}`) || key.includes("\0") || !existsSync(file) || !statSync(file).isFile()) {
    return undefined;
  }
  const body = readFileSync(file);
  return {
    body,
    headers: {
      "content-type": CONTENT_TYPES[extname(file)] ?? "application/octet-stream",
      "content-length": `${body.length}`,
      "cache-control": CACHE_CONTROL,
      etag: `"${createHash("md5").update(body).digest("hex")}"`,
    },
  };
}
