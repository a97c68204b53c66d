import { X509Certificate, createPrivateKey } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadCertificate, makeCertificate } from "../../modules/alb-asg/instance-certificate";
import { InstanceSandbox } from "../support/instance-sandbox";
import { synthService, userData } from "./fixture";

let sandbox: InstanceSandbox;

beforeEach(() => {
  sandbox = new InstanceSandbox();
});

afterEach(() => sandbox.remove());

describe("the certificate of an instance, made by bash and openssl", () => {
  const made = async () => {
    const script = ["set -euo pipefail", `mkdir -p ${sandbox.root}/etc`, ...makeCertificate("trading-api")].join("\n");
    const result = await sandbox.run(script.replaceAll("/etc/trading-api", `${sandbox.root}/etc/trading-api`));
    const file = (name: string): string => join(sandbox.root, "etc/trading-api", name);
    return { result, file };
  };

  test("has a key of its own, which root alone can read", async () => {
    const { result, file } = await made();
    expect(result).toEqual({ status: 0, output: "" });
    expect(statSync(file("key.pem")).mode.toString(8)).toMatch(/600$/);
    expect(statSync(file("certificate.pem")).mode.toString(8)).toMatch(/644$/);
    const certificate = new X509Certificate(readFileSync(file("certificate.pem")));
    expect(certificate.checkPrivateKey(createPrivateKey(readFileSync(file("key.pem"))))).toBe(true);
    expect(certificate.subject).toBe("CN=trading-api");
  });

  // systemd.exec(5): "LoadCredential" is ID:PATH, and %d the folder in which each credential is a file that has its id for a name.
  test("is handed to the program with its key, in files that the variables name", async () => {
    const { file } = await made();
    const unit = loadCertificate("trading-api").join("\n");
    for (const [variable, begins] of Object.entries({ TLS_CERTIFICATE_FILE: "CERTIFICATE", TLS_KEY_FILE: "PRIVATE KEY" })) {
      const id = new RegExp(`^Environment=.*\\b${variable}=%d/(\\S+)`, "m").exec(unit)![1]!;
      const path = new RegExp(`^LoadCredential=${id}:/etc/trading-api/(\\S+)$`, "m").exec(unit)![1]!;
      expect(readFileSync(file(path), "utf8")).toContain(`-----BEGIN ${begins}-----`);
    }
  });

  // EC2 Auto Scaling User Guide, maximum instance lifetime: up to 365 days, and none by default.
  test("is valid for longer than a group lets its instances live", async () => {
    const { file } = await made();
    const { validTo } = new X509Certificate(readFileSync(file("certificate.pem")));
    expect(Date.parse(validTo) - Date.now()).toBeGreaterThan(365 * 86_400_000);
  });

  // The load balancer accepts certificates that have expired; ten years spare whoever looks at it the question.
  test("is valid for ten years", async () => {
    const { validFrom, validTo } = new X509Certificate(readFileSync((await made()).file("certificate.pem")));
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBe(3650 * 86_400_000);
  });

  // openssl would make the file itself, for everybody to read until it is done.
  test("has a key that nobody else could read while it was made", () => {
    expect(makeCertificate("trading-api").slice(0, 2)).toEqual([
      "install -d -m 0755 /etc/trading-api",
      "install -m 0600 /dev/null /etc/trading-api/key.pem",
    ]);
  });

  test("is another one on each instance", async () => {
    const first = readFileSync((await made()).file("key.pem"), "utf8");
    expect(readFileSync((await made()).file("key.pem"), "utf8")).not.toBe(first);
  });
});

describe("a service that answers HTTPS", () => {
  test("makes its certificate at the first boot, and hands it to the program", () => {
    const script = userData(synthService({ targetProtocol: "HTTPS" }).stack);
    for (const line of [...makeCertificate("trading-api"), ...loadCertificate("trading-api")]) expect(script).toContain(line);
  });

  test("with a warm pool, is asked by HTTPS whether it is ready", () => {
    const script = userData(synthService({ targetProtocol: "HTTPS", warmPool: {} }).stack);
    expect(script).toContain("until curl -sfk -m 2 -o /dev/null 'https://127.0.0.1:8080/health'");
  });

  test("makes none where requests come by HTTP", () => {
    expect(userData(synthService().stack)).not.toContain("openssl");
  });
});
