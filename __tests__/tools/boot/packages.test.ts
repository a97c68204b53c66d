import { askedOfDnf, askedPackage, packageContent } from "../../../tools/boot/packages";

test.each([
  ["nodejs24", { name: "nodejs24" }],
  ["nodejs24-24.4.0-1.amzn2023.0.1", { name: "nodejs24", version: "24.4.0-1.amzn2023.0.1" }],
  ["amazon-cloudwatch-agent", { name: "amazon-cloudwatch-agent" }],
])("dnf understands %s as a name and a version", (spec, asked) => {
  expect(askedPackage(spec)).toEqual(asked);
});

// Amazon Linux 2023 User Guide, "Node.js".
test("each major version of Node.js brings a program of its own name", () => {
  expect(packageContent({ name: "nodejs22" })!.node).toEqual(["/usr/bin/node-22", "/usr/bin/node"]);
});

test.each(["nodejs23", "python4"])("there is no package %s", (name) => {
  expect(packageContent({ name })).toBeUndefined();
});

test("a major version's package has no version of another one", () => {
  expect(packageContent({ name: "nodejs22", version: "20.1.0" })).toBeUndefined();
});

test("options of dnf install are none of its packages", () => {
  expect(askedOfDnf(["install", "-y", "jq", "logrotate"])).toEqual({ options: ["-y"], packages: ["jq", "logrotate"] });
});

test("dnf does nothing else here", () => {
  expect(askedOfDnf(["remove", "-y", "jq"])).toBeUndefined();
});
