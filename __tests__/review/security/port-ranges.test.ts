import { portChanges, portsText } from "../../../src/review/security/port-ranges";

type Answers = Parameters<typeof portChanges>[0];

/** Answers for ports, each as "80", or "80-90", with what becomes of connections there. */
const answers = (ports: Readonly<Record<string, Answers[number]["verdict"]>>): Answers =>
  Object.entries(ports).map(([range, verdict]) => {
    const [port, toPort] = range.split("-").map(Number) as [number, number?];
    return { port, toPort, verdict };
  });

test.each<[string, Record<string, Answers[number]["verdict"]>, Record<string, Answers[number]["verdict"]>, string[]]>([
  ["a port that is opened", {}, { "443": "allowed" }, ["443-443 refused allowed"]],
  ["a port that is closed", { "443": "allowed" }, {}, ["443-443 allowed refused"]],
  ["ports that stay", { "80-90": "allowed" }, { "80-90": "allowed" }, []],
  [
    "ports on both sides of those that stay",
    { "85": "allowed" },
    { "80-90": "allowed" },
    ["80-84 refused allowed", "86-90 refused allowed"],
  ],
  ["ranges that touch are one", {}, { "80-84": "allowed", "85-90": "allowed" }, ["80-90 refused allowed"]],
  [
    "ranges with one port between them aren't",
    {},
    { "80-84": "allowed", "86-90": "allowed" },
    ["80-84 refused allowed", "86-90 refused allowed"],
  ],
  [
    "ranges that touch, and become something else, aren't",
    {},
    { "80": "allowed", "81": "partly" },
    ["80-80 refused allowed", "81-81 refused partly"],
  ],
  [
    "ranges that touch, and were something else, aren't",
    { "81": "partly" },
    { "80-81": "allowed" },
    ["80-80 refused allowed", "81-81 partly allowed"],
  ],
  ["what one rule allows, another can't refuse", {}, { "80": "refused", "79-81": "allowed" }, ["79-81 refused allowed"]],
  [
    "what one rule allows in part, another may allow",
    { "80": "partly" },
    { "80": "partly", "70-90": "allowed" },
    ["70-79 refused allowed", "80-80 partly allowed", "81-90 refused allowed"],
  ],
  ["the first and the last port", {}, { "0": "allowed", "65535": "allowed" }, ["0-0 refused allowed", "65535-65535 refused allowed"]],
])("%s: %j, then %j", (_, before, after, expected) => {
  const changes = portChanges(answers(before), answers(after));
  expect(changes.map(({ port, toPort, before: was, after: is }) => `${port}-${toPort} ${was} ${is}`)).toEqual(expected);
});

const TCP = { protocol: "tcp", port: 0, toPort: 65_535 } as const;

test.each<[Parameters<typeof portsText>[0], string]>([
  [[{ port: 5432 }], "port 5432"],
  [[{ port: 5432, toPort: 5432, protocol: "tcp" }], "port 5432"],
  [[{ port: 8000, toPort: 8080 }], "ports 8000–8080"],
  [[{ port: 53, protocol: "udp" }], "UDP port 53"],
  [[{ port: 53, toPort: 54, protocol: "udp" }], "UDP ports 53–54"],
  [[{ port: 80 }, { port: 80 }, { port: 443 }], "port 80 and port 443"],
  [[TCP], "every TCP port"],
  [[{ ...TCP, protocol: "udp" }], "every UDP port"],
  [[TCP, { ...TCP, protocol: "udp" }], "every port"],
  [[TCP, { port: 53, protocol: "udp" }], "every TCP port and UDP port 53"],
  [[{ port: 1, toPort: 65_535 }], "ports 1–65535"],
  [[{ port: 0, toPort: 65_534 }], "ports 0–65534"],
])("%j are read as %s", (questions, text) => {
  expect(portsText(questions)).toBe(text);
});
