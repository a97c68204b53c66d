import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { checkUserDataSize, needsCompression, serviceUserData } from "../../modules/alb-asg/user-data";
import fc from "../support/fast-check";
import { messageOf, testStack } from "../support/synth";
import { synthService } from "./fixture";
import { SERVICE_UNIT } from "./service-unit";

/** What bash makes of a script, given on its standard input. */
function bash(script: string, ...options: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync("bash", options, { input: script, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

describe("user data", () => {
  test("is a script that bash can read", () => {
    expect(bash(serviceUserData({ ...SERVICE_UNIT, logGroupName: "/trading/api" }, "dnf install -y jq"), "-n")).toEqual({
      status: 0,
      output: "",
    });
  });

  test("downloads the version of the release that was given", () => {
    expect(serviceUserData(SERVICE_UNIT)).toContain(
      "aws s3api get-object --region 'eu-central-1' --bucket 'releases' --key 'service/server.py' --version-id 'v1' '/opt/trading-api/server.py'",
    );
  });

  test("makes the folder before it downloads into it", () => {
    const script = serviceUserData(SERVICE_UNIT);
    expect(script.indexOf("install -d -m 0755 '/opt/trading-api'")).toBeGreaterThan(0);
    expect(script.indexOf("install -d -m 0755 '/opt/trading-api'")).toBeLessThan(script.indexOf("get-object"));
  });

  test("downloads the latest version where none was given", () => {
    expect(serviceUserData({ ...SERVICE_UNIT, release: { ...SERVICE_UNIT.release!, versionId: undefined } })).not.toContain("--version-id");
  });

  test("runs the given script, downloads, configures and starts the program, in this order", () => {
    const script = serviceUserData({ ...SERVICE_UNIT, logGroupName: "/trading/api" }, "echo set-up");
    const steps = [
      "echo set-up",
      "get-object",
      "/etc/trading-api.env <<",
      "trading-api.service <<",
      "systemctl enable --now",
      "dnf install",
    ];
    const places = steps.map((step) => script.indexOf(step));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test("runs the program as a dynamic user, and restarts it when it exits", () => {
    const lines = serviceUserData(SERVICE_UNIT).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "DynamicUser=yes",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "Restart=always",
        `ExecStart=${SERVICE_UNIT.command}`,
      ]),
    );
  });

  test("starts nothing without a command", () => {
    expect(serviceUserData({ ...SERVICE_UNIT, release: undefined, command: undefined })).not.toMatch(/systemctl|get-object/);
  });

  test("has the CloudWatch agent send the file that the unit appends its output to", () => {
    const script = serviceUserData({ ...SERVICE_UNIT, logGroupName: "/trading/api" });
    const configuration = script.split("\n").find((line) => line.startsWith("{"))!;
    expect(JSON.parse(configuration)).toEqual({
      logs: {
        logs_collected: {
          files: {
            collect_list: [{ file_path: "/var/log/trading-api.log", log_group_name: "/trading/api", log_stream_name: "{instance_id}" }],
          },
        },
      },
    });
    expect(script).toContain("StandardOutput=append:/var/log/trading-api.log\n");
  });

  test("writes environment variables for systemd, whatever characters they have", () => {
    const folder = mkdtempSync(join(tmpdir(), "user-data-"));
    try {
      fc.assert(
        fc.property(
          fc.string().filter((value) => !/[\r\n\0]/.test(value)),
          (value) => {
            const script = serviceUserData({ name: "x", environment: { VALUE: value } }).replaceAll("/etc/", `${folder}/`);
            expect(bash(script)).toEqual({ status: 0, output: "" });
            const written = /^VALUE="(.*)"\n$/.exec(readFileSync(join(folder, "x.env"), "utf8"))![1]!;
            // As systemd reads it: a backslash stands before a quote or a backslash.
            expect(written.replace(/\\(["\\])/g, "$1")).toBe(value);
          },
        ),
        { numRuns: 30 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  // systemd.exec(5), "EnvironmentFile": quotes are those of a POSIX shell, which reads the file here.
  test.each(["C:\\new", "\\\\share", "ends with \\", 'a \\" quote', "two\\\\\\"])("writes a backslash for systemd: %s", (value) => {
    const folder = mkdtempSync(join(tmpdir(), "user-data-"));
    try {
      bash(serviceUserData({ name: "x", environment: { VALUE: value } }).replaceAll("/etc/", `${folder}/`));
      expect(spawnSync("sh", ["-c", `. ${folder}/x.env; printf %s "$VALUE"`], { encoding: "utf8" }).stdout).toBe(value);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("lets only root read the environment variables", () => {
    expect(serviceUserData(SERVICE_UNIT)).toContain("install -m 0600 /dev/null /etc/trading-api.env\n");
  });
});

// EC2 User Guide, "Run commands when you launch an EC2 instance with user data input": 16 KB before it is base64-encoded.
describe("the size of user data", () => {
  const LIMIT = 16_384;
  const least = Buffer.byteLength(serviceUserData(SERVICE_UNIT, "#"));
  /** A script of so many bytes with the service's own. */
  const script = (bytes: number): string => "#".repeat(bytes - least + 1);
  /** A text that hardly gets shorter. */
  const noise = (bytes: number): string =>
    Array.from({ length: Math.ceil(bytes / 44) }, (_, index) => createHash("sha256").update(`${index}`).digest("base64")).join("\n");

  test("is left as it is while all of it fits", () => {
    expect(Buffer.byteLength(serviceUserData(SERVICE_UNIT, script(LIMIT)))).toBe(LIMIT);
    expect(needsCompression(serviceUserData(SERVICE_UNIT, script(LIMIT)))).toBe(false);
    const { stack } = synthService({ userData: script(8000) });
    expect(stack.resource("aws_launch_template").user_data).toMatch(/^\$\{base64encode\(local\.TradingApi_UserData\w*\)\}$/);
  });

  // cloud-init documentation, "User data formats": gzip compressed content is decompressed.
  test("is compressed where it is longer together with the service's own script", () => {
    expect(needsCompression(serviceUserData(SERVICE_UNIT, script(LIMIT + 1)))).toBe(true);
    const { stack } = synthService({ userData: script(LIMIT + 1) });
    expect(stack.resource("aws_launch_template").user_data).toMatch(/^\$\{base64gzip\(local\.TradingApi_UserData\w*\)\}$/);
  });

  test("counts what references may become", () => {
    const text = serviceUserData(SERVICE_UNIT, script(LIMIT - 200));
    expect(needsCompression(text)).toBe(false);
    expect(needsCompression(`${text}\${TfToken[TOKEN.7]}`)).toBe(true);
  });

  // A reference is counted as 256 characters: it fits with so many below the limit, and not with one more.
  test.each([
    [256, false],
    [255, true],
  ])("is compressed for a reference with %i bytes left: %s", (left, compressed) => {
    expect(needsCompression(`${"x".repeat(LIMIT - left)}\${TfToken[TOKEN.7]}`)).toBe(compressed);
  });

  test("is counted in bytes, of which a character may have more than one", () => {
    expect(needsCompression(serviceUserData(SERVICE_UNIT, "ä".repeat(8000)))).toBe(true);
  });

  test("may not be above EC2's limit, even compressed", () => {
    expect(messageOf(() => synthService({ userData: noise(24_000) }))).toMatch(
      new RegExp(
        "^trading-test/TradingApi: invalid input\\n  - userData: must fit, compressed and with the service's own boot script, into the 16384 bytes that EC2 allows; " +
          'received "\\d{5} bytes". Put long parts into the release or the image\\.$',
      ),
    );
    expect(() => synthService({ userData: noise(16_000) })).not.toThrow();
  });

  /** A text that has so many bytes once it is compressed. */
  const compressedTo = (bytes: number): string => {
    const text = noise(30_000);
    const sizeOf = (length: number): number => gzipSync(text.slice(0, length), { level: 9 }).length;
    let length = Math.floor((text.length * bytes) / sizeOf(text.length)) - 200;
    while (length < text.length && sizeOf(length) !== bytes) length++;
    return text.slice(0, length);
  };
  const [longest, tooLong] = [compressedTo(LIMIT), compressedTo(LIMIT + 1)];

  test("may have as many bytes as EC2 allows, compressed", () => {
    const check = (text: string) => () => checkUserDataSize(testStack(), text);
    expect(check(longest)).not.toThrow();
    expect(check(tooLong)).toThrow('received "16385 bytes"');
  });

  test("is refused for what is known alone, not for what references become", () => {
    const reference = "${TfToken[TOKEN.7]}";
    const withReferences = [0, 5000, 10_000, 15_000].map((begin) => longest.slice(begin, begin === 15_000 ? undefined : begin + 5000));
    expect(() => checkUserDataSize(testStack(), withReferences.join(reference))).not.toThrow();
  });
});

describe("cloud-init parts", () => {
  const PARTS = [
    { contentType: "text/cloud-config", content: "#cloud-config\npackages: [jq]\n" },
    { contentType: "text/x-shellscript", content: "#!/bin/sh\necho --==part== inside" },
  ] as const;

  test("are a MIME multi-part message that ends with the service's script", () => {
    const message = serviceUserData(SERVICE_UNIT, PARTS);
    const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"\nMIME-Version: 1.0\n\n/.exec(message)![1]!;
    const [, ...parts] = message.split(`--${boundary}`);
    expect(parts.pop()).toBe("--\n");
    expect(
      parts.map((part) =>
        part
          .trim()
          .split(/\n\n(.*)/s)
          .slice(0, 2),
      ),
    ).toEqual([
      ['Content-Type: text/cloud-config; charset="utf-8"\nMIME-Version: 1.0', PARTS[0].content.trimEnd()],
      ['Content-Type: text/x-shellscript; charset="utf-8"\nMIME-Version: 1.0', PARTS[1].content],
      ['Content-Type: text/x-shellscript; charset="utf-8"\nMIME-Version: 1.0', serviceUserData(SERVICE_UNIT).trimEnd()],
    ]);
  });
});
