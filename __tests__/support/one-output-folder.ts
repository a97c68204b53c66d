import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";

interface AppOptions {
  readonly outdir?: string;
}
type MakeApp = ((options?: AppOptions) => App) & { isOneFolder?: boolean };

// `Testing.app()` makes a folder for each app, which nobody removes: five thousand in a run of these tests, of which few get a file.
jest.mock("cdktf/lib/testing", () => {
  const testing = jest.requireActual<{ readonly Testing: { app: MakeApp } }>("cdktf/lib/testing");
  const { app } = testing.Testing;
  // Test files share CDKTF's modules.
  if (app.isOneFolder !== true) {
    const outdir = mkdtempSync(join(tmpdir(), "cdktf.outdir."));
    testing.Testing.app = Object.assign((options?: AppOptions) => app.call(testing.Testing, { outdir, ...options }), { isOneFolder: true });
  }
  return testing;
});
