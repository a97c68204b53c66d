import { gzipSync } from "node:zlib";
import { serviceUserData } from "../../../modules/alb-asg/user-data";
import { scriptsOf, userDataParts } from "../../../tools/boot/user-data";

const base64 = (content: string | Buffer): string => Buffer.from(content).toString("base64");
const UNIT = { name: "trading-api", environment: { PORT: "8080" }, command: "/usr/bin/true" };

test("a script is run as it is", () => {
  expect(scriptsOf(base64("#!/bin/bash\necho a\n"))).toEqual(["#!/bin/bash\necho a\n"]);
});

// cloud-init documentation, "User data formats": gzip is decompressed.
test("what is compressed is run decompressed", () => {
  expect(scriptsOf(base64(gzipSync("#!/bin/bash\necho a\n")))).toEqual(["#!/bin/bash\necho a\n"]);
});

test("parts of the library's own message are read in their order, each with its type", () => {
  const parts = userDataParts(
    base64(serviceUserData(UNIT, [{ contentType: "text/cloud-config", content: "#cloud-config\npackages: [jq]\n" }])),
  );
  expect(parts.map(({ contentType }) => contentType)).toEqual(["text/cloud-config", "text/x-shellscript"]);
  expect(parts[0]!.content).toBe("#cloud-config\npackages: [jq]");
  expect(parts[1]!.content).toMatch(/^#!\/bin\/bash\n[^]*PORT="8080"/);
});

test("a part that a sandbox can't run is refused by its type", () => {
  const userData = serviceUserData(UNIT, [{ contentType: "text/cloud-config", content: "#cloud-config" }]);
  expect(() => scriptsOf(base64(userData))).toThrow(
    "A sandbox runs scripts alone, and the user data has a part of the type text/cloud-config.",
  );
});

test("what cloud-init doesn't run is refused", () => {
  expect(() => scriptsOf(base64("echo a"))).toThrow('cloud-init runs no user data that begins with "echo a".');
});
