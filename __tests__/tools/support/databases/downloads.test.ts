import { onDownload, tellDownload } from "../../../../tools/support/databases/downloads";
import { npmReason } from "../../../../tools/support/npm-packages";

test("a download is told in one line: what, where from, how large and where to", () => {
  const lines: string[] = [];
  onDownload((line) => lines.push(line));
  tellDownload({ what: "Valkey 8.1.8", from: "PyPI", megabytes: 17 });
  expect(lines).toEqual(["downloading Valkey 8.1.8 from PyPI, once: about 17 MB in .cache/databases"]);
});

// What npm 10 writes where nothing listens.
test("of npm's errors, what the request met is the reason", () => {
  const stderr = `npm error code ECONNREFUSED
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/pg failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/node_modules/minipass-fetch/lib/index.js:130:14)
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.  See: 'npm help config'`;
  expect(npmReason(stderr)).toBe("request to http://127.0.0.1:9/pg failed, reason: connect ECONNREFUSED 127.0.0.1:9");
});

test("of other errors of npm, the last lines are the reason", () => {
  expect(npmReason("npm error code EUSAGE\nnpm error The lock isn't in sync\n")).toContain("The lock isn't in sync");
});
