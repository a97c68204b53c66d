import { Token } from "cdktf";
import { AutoScalingServiceProps } from "../../modules/alb-asg";
import { Bucket } from "../../modules/storage";
import { IBucketObject } from "../../src/core";
import { SynthesizedStack } from "../../src/testing";
import { messageOf, synth, warnings } from "../support/synth";
import { ServiceFixture, synthService, userData } from "./fixture";

function serviceOf(key: string, props: Partial<AutoScalingServiceProps>): SynthesizedStack {
  const fixture = new ServiceFixture();
  return synthService({ release: { ...fixture.release, key }, ...props }).stack;
}

describe("the program of a service", () => {
  test("is downloaded in the version that was uploaded", () => {
    expect(userData(synthService().stack)).toMatch(
      /--key 'service\/server\.py' --version-id '\$\{aws_s3_object\..*\.version_id\}' '\/opt\/trading-api\/server\.py'/,
    );
  });

  test("is run by Python if it is a Python file", () => {
    expect(userData(synthService().stack)).toContain("ExecStart=/usr/bin/python3 /opt/trading-api/server.py\n");
  });

  // Amazon Linux 2023 User Guide, "Node.js in AL2023": the package is nodejs24, its executable node-24, whichever version is the system's.
  test("is run by the very Node.js that is installed for it, before it is downloaded", () => {
    const script = userData(serviceOf("api/server.cjs", { runtime: "nodejs24" }));
    expect(script).toContain("ExecStart=/usr/bin/node-24 /opt/trading-api/server.cjs\n");
    expect(script.indexOf("dnf install -y nodejs24")).toBeLessThan(script.indexOf("aws s3api get-object"));
    expect(script.indexOf("dnf install -y nodejs24")).toBeGreaterThan(0);
  });

  test("may be an archive that a command starts on the runtime", () => {
    const script = userData(serviceOf("api.tar.gz", { runtime: "nodejs22", command: "/opt/run" }));
    expect(script).toContain("dnf install -y nodejs22");
    expect(script).toContain("ExecStart=/opt/run\n");
  });

  test("may be an image's own, which finds its runtime installed", () => {
    const script = userData(synthService({ release: undefined, imageId: "ami-0123456789abcdef0", runtime: "nodejs24" }).stack);
    expect(script).toContain("dnf install -y nodejs24");
    expect(script).not.toContain("ExecStart");
  });

  test("installs nothing but its logs' agent without a runtime", () => {
    expect(userData(synthService().stack).match(/dnf install -y [a-z -]*(?= --setopt)/g)).toEqual([
      "dnf install -y amazon-cloudwatch-agent logrotate",
    ]);
  });

  test("is run by the command that was given", () => {
    expect(userData(synthService({ command: "/opt/api/bin/server --fast" }).stack)).toContain("ExecStart=/opt/api/bin/server --fast\n");
  });

  test("has its port and its environment variables", () => {
    expect(userData(synthService({ port: 9000, environment: { SERVICE_NAME: "trading-api", QUOTE: '"' } }).stack)).toContain(
      'PORT="9000"\nSERVICE_NAME="trading-api"\nQUOTE="\\""\nEND_OF_ENVIRONMENT',
    );
  });

  // capabilities(7): a port below 1024 is for processes with CAP_NET_BIND_SERVICE, and a dynamic user has no capability.
  test.each([
    [80, true],
    [1023, true],
    [1024, false],
    [8080, false],
  ])("that listens on %d may do so as a dynamic user: %s", (port, isAllowed) => {
    expect(userData(synthService({ port }).stack).includes("AmbientCapabilities=CAP_NET_BIND_SERVICE\n")).toBe(isAllowed);
  });

  test("may be in the image", () => {
    expect(userData(synthService({ release: undefined, imageId: "ami-0123456789abcdef0" }).stack)).not.toMatch(/get-object|ExecStart/);
  });

  test("may exist already, in no version that is known", () => {
    const fixture = new ServiceFixture();
    const { bucket, key } = fixture.release;
    const { stack } = synthService({ release: { bucket, key } });
    expect(userData(stack)).not.toContain("--version-id");
    expect(stack.resource("aws_autoscaling_group").depends_on).toHaveLength(2);
  });

  // S3 User Guide, "Lifecycle configuration elements": noncurrent versions are deleted after so many days.
  test("is warned of where its version may be deleted while it is deployed", () => {
    const fixture = new ServiceFixture();
    const bucket = new Bucket(fixture.stack, "Releases", { encryptionKey: fixture.key });
    const pinned = { bucket, key: "service/server.py", versionId: "3HL4kqtJvjVBH40Nrjfkd" };
    expect(warnings(fixture.service({ release: pinned }))).toContain(
      "The release's version of service/server.py is deleted 90 days after another one is uploaded to the same key, and instances that are launched later can't boot. " +
        "Give each release a key of its own and leave versionId out, or raise expireNoncurrentAfterDays of its bucket to 365 or more.",
    );
  });

  test.each([
    [364, true],
    [365, false],
  ])("is warned of with noncurrent versions kept for %d days: %s", (expireNoncurrentAfterDays, isWarned) => {
    const fixture = new ServiceFixture();
    const bucket = new Bucket(fixture.stack, "Releases", { encryptionKey: fixture.key, expireNoncurrentAfterDays });
    const service = fixture.service({ release: { bucket, key: "server.py", versionId: "3HL4kqtJvjVBH40Nrjfkd" } });
    expect(warnings(service).join().includes("is deleted")).toBe(isWarned);
  });

  test.each<[string, (bucket: Bucket, fixture: ServiceFixture) => IBucketObject]>([
    ["the stack uploads it", (bucket) => bucket.addObject("Service", { key: "server.py", source: __filename })],
    ["its key has no other version", (bucket) => ({ bucket, key: "server-1.2.3.py" })],
    [
      "its bucket keeps what is noncurrent",
      (_, { release }) => ({ bucket: release.bucket, key: "server.py", versionId: "3HL4kqtJvjVBH40Nrjfkd" }),
    ],
  ])("isn't warned of where %s", (_, releaseOf) => {
    const fixture = new ServiceFixture();
    const bucket = new Bucket(fixture.stack, "Releases", { encryptionKey: fixture.key });
    expect(warnings(fixture.service({ release: releaseOf(bucket, fixture) })).join()).not.toContain("is deleted");
  });

  test("starts after the cloud-init parts of the user data", () => {
    const parts = [{ contentType: "text/cloud-config", content: "#cloud-config" }] as const;
    expect(userData(synthService({ userData: parts }).stack)).toMatch(/^Content-Type: multipart\/mixed;/);
  });

  test.each([{ environment: { PORT: "8080" } }, { environment: { PORT: "9000" }, port: 9000 }])(
    "may be told its port twice: %j",
    (props) => {
      expect(userData(synthService(props).stack)).toContain(`PORT="${props.environment.PORT}"\n`);
    },
  );

  // The load balancer connects to the target group's port: a program that listens elsewhere never gets healthy.
  test("can't be told another port than the target group's", () => {
    expect(messageOf(() => synthService({ environment: { PORT: "9000" } }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        '  - environment["PORT"]: must be the port that the target group connects to, 8080; received "9000". Leave it out: PORT is set by the prop port.',
    );
  });
});

test("the key of a release may be a reference, whatever its type, with a command", () => {
  const fixture = new ServiceFixture();
  const release = { ...fixture.release, key: Token.asAny("${var.key}") as unknown as string };
  fixture.service({ release, command: "/opt/server" });
  expect(userData(synth(fixture.stack))).toContain("--key '${var.key}'");
});
