/** `plan` that is ended before its time. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { planCommand } from "../../src/cli/plan-command";

// Modules of its own: after an end nothing is answered any more.
jest.resetModules();

let folder: string;
let back: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "interrupted-"));
  back = process.cwd();
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(back);
  rmSync(folder, { recursive: true, force: true });
});

// Bash Reference Manual, "Exit Status": a command that a signal n ends has the status 128+n; signal(7) has their numbers.
test("it ends what it has started, leaves no folder, and has the signal's status", async () => {
  const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  writeFileSync("main.sh", 'trap "echo ended > ended; exit" TERM; echo "$CDKTF_OUTDIR" > begun; while true; do sleep 0.05; done');
  writeFileSync("cdktf.json", JSON.stringify({ app: "exec sh main.sh" }));
  void planCommand([]);
  const begun = (): string => (existsSync("begun") ? readFileSync("begun", "utf8").trim() : "");
  while (begun() === "") await new Promise((resolve) => setTimeout(resolve, 5));
  const work = dirname(begun());
  expect(existsSync(work)).toBe(true);
  const exited = new Promise((resolve) => {
    jest.spyOn(process, "exit").mockImplementation(resolve as never);
  });
  const signals: NodeJS.EventEmitter = process;
  signals.emit("SIGTERM", "SIGTERM", 15);
  expect([await exited, existsSync("ended"), existsSync(work)]).toEqual([143, true, false]);
  write.mockRestore();
  jest.restoreAllMocks();
});
