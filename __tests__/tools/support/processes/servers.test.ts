import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "../../../../tools/site/browser";
import { DatabaseServer } from "../../../../tools/support/databases/server";
import { within } from "../../../../tools/support/process";

const never = new Promise<never>(() => undefined);

/** What starts below a temporary folder of its own, and what of it is left. */
async function leftAfter(action: () => Promise<unknown>): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), "servers-"));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = root;
  try {
    await action();
    return readdirSync(root);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(root, { recursive: true });
  }
}

describe("a server that doesn't start leaves no folder, where", () => {
  const ping = async (): Promise<void> => {
    throw new Error("refused");
  };

  test("there is no such program", async () => {
    const start = (): Promise<DatabaseServer> => DatabaseServer.start(async () => ({ program: "/no/such/program", args: [], ping }));
    expect(await leftAfter(() => expect(start()).rejects.toThrow("/no/such/program doesn't start: spawn /no/such/program ENOENT"))).toEqual(
      [],
    );
  });

  test("it ends by itself, and says why", async () => {
    const start = (): Promise<DatabaseServer> =>
      DatabaseServer.start(async () => ({ program: "sh", args: ["-c", "echo the port is taken >&2; exit 1"], ping }));
    expect(await leftAfter(() => expect(start()).rejects.toThrow("sh doesn't start: the port is taken"))).toEqual([]);
  });

  test("another answers in its place", async () => {
    const start = (): Promise<DatabaseServer> =>
      DatabaseServer.start(async () => ({ program: "/no/such/program", args: [], ping: async () => undefined }));
    expect(await leftAfter(() => expect(start()).rejects.toThrow("doesn't start"))).toEqual([]);
  });

  test("what it needs can't be prepared", async () => {
    const start = (): Promise<DatabaseServer> =>
      DatabaseServer.start(async () => {
        throw new Error("no data folder");
      });
    expect(await leftAfter(() => expect(start()).rejects.toThrow("no data folder"))).toEqual([]);
  });
});

test("a server is stopped with all it has, and may be stopped twice", async () => {
  let folder = "";
  const server = await DatabaseServer.start(async (own) => {
    folder = own;
    return { program: "sleep", args: ["60"], ping: async () => undefined };
  });
  expect(existsSync(folder)).toBe(true);
  await server.stop();
  await server.stop();
  expect(existsSync(folder)).toBe(false);
});

describe("a browser that doesn't start is an error and leaves no folder, where", () => {
  test("there is no such program", async () => {
    expect(await leftAfter(() => expect(Browser.of("/no/such/program")).rejects.toThrow("spawn /no/such/program ENOENT"))).toEqual([]);
  });

  test("it ends by itself", async () => {
    expect(await leftAfter(() => expect(Browser.of("false")).rejects.toThrow("Chromium ended."))).toEqual([]);
  });

  test("it doesn't answer", async () => {
    // Reads all that it is asked and says nothing, whatever its arguments.
    const silent = join(__dirname, "silent-browser.sh");
    expect(
      await leftAfter(() => expect(Browser.of(silent, [], 0.3)).rejects.toThrow("Target.createTarget took more than 0.3 seconds.")),
    ).toEqual([]);
  });
});

describe("a promise within a limit", () => {
  test("gives what it comes to", async () => expect(await within(1, "It", Promise.resolve(5))).toBe(5));
  test("fails as it does", () => expect(within(1, "It", Promise.reject(new Error("no")))).rejects.toThrow("no"));
  test("fails where it takes longer", () => expect(within(0.05, "It", never)).rejects.toThrow("It took more than 0.05 seconds."));
});
