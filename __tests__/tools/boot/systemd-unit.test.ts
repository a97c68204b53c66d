import { readEnvironmentFile, readUnit } from "../../../tools/boot/systemd-unit";

const UNIT = "[Unit]\nDescription=x\n[Service]\nExecStart=/usr/bin/true\n";

describe("a unit file", () => {
  // systemd.service(5): Type=simple, RestartSec=100ms, DefaultTimeoutStopSec=90s, Restart=no.
  test("has systemd's defaults where it says nothing", () => {
    expect(readUnit("x", UNIT)).toMatchObject({
      type: "simple",
      restart: "no",
      restartSeconds: 0.1,
      stopSeconds: 90,
      isDynamicUser: false,
    });
  });

  test("says how its program is started and stopped", () => {
    const more =
      "DynamicUser=yes\nStateDirectory=x\nLimitNOFILE=1024\nTimeoutStopSec=65\nRestart=always\nRestartSec=2\nStandardOutput=append:/var/log/x.log\n";
    expect(readUnit("x", `${UNIT}${more}[Install]\nWantedBy=multi-user.target\n`)).toMatchObject({
      ...{ isDynamicUser: true, stateDirectory: "x", openFiles: 1024, stopSeconds: 65, restart: "always", restartSeconds: 2 },
      ...{ outputFile: "/var/log/x.log", wantedBy: ["multi-user.target"] },
    });
  });

  test.each(["MemoryMax=1G", "User=root", "ProtectSystem=full", "Type=notify"])(
    "with %s is refused, as the sandbox wouldn't do it",
    (line) => {
      expect(() => readUnit("x", `${UNIT}${line}\n`)).toThrow(`x has a setting that the sandbox doesn't know: [Service] ${line}`);
    },
  );

  test("without a program is refused", () => {
    expect(() => readUnit("x", "[Service]\nRestart=always\n")).toThrow("x has no ExecStart.");
  });
});

describe("an environment file", () => {
  // systemd.exec(5), EnvironmentFile: C-style escapes are left alone, but a backslash before a quotation mark or another backslash means it.
  test("has values without their quotation marks", () => {
    expect(readEnvironmentFile("/etc/x.env", 'A="b c"\nB=d\nC="say \\"\\\\\\""\n# comment\n')).toEqual({ A: "b c", B: "d", C: 'say "\\"' });
  });

  test("with a line that is no variable is refused, without telling the line", () => {
    expect(() => readEnvironmentFile("/etc/x.env", "A=b\nsecret\n")).toThrow(/^Line 2 of \/etc\/x\.env is no variable\.$/);
  });
});
