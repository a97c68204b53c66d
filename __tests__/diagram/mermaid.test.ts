import { Architecture, Part } from "../../src/diagram/architecture";
import { mermaid } from "../../src/diagram/mermaid";
import { reference } from "../../tools/diagrams/pictures";

const BOX: Part = {
  id: "end",
  label: "end",
  caption: "S3 bucket",
  details: [],
  shape: "bucket",
  tier: "regional",
  zones: [],
  supporting: false,
  main: [],
  addresses: [],
};
const one = (part: Partial<Part>): Architecture => ({ title: "", vpcs: [], parts: [{ ...BOX, ...part }], flows: [] });

test("the trading stack is a flowchart with its VPC, its parts and its arrows", () => {
  const lines = mermaid(reference()).split("\n");
  expect(lines[0]).toBe("flowchart TB");
  const node = (label: string): string => /^ *(n\d+)/.exec(lines.find((line) => line.includes(`<b>${label}</b>`))!)![1]!;
  expect(lines).toContain(`  ${node("TradingApi")} -->|"TCP 5432"| ${node("Database")}`);
  expect(lines).toContain(`  ${node("TradingApi")} -.->|"writes"| ${node("TradeRecords")}`);
  expect(lines).toContain(`  subgraph v0["Network 10.20.0.0/16"]`);
});

test("names of constructs that are words of Mermaid are no ids", () => {
  expect(mermaid(one({}))).toContain(`n0[("<b>end</b><br/>S3 bucket")]`);
});

test("what Mermaid, HTML or Markdown would read is written as codes", () => {
  const drawn = mermaid(one({ label: `"]<img>\`*_#;|{}` }));
  expect(drawn).toContain("<b>#34;#93;#60;img#62;#96;#42;#95;#35;#59;#124;#123;#125;</b>");
});

test("what changes is marked in its text, and has a class", () => {
  const drawn = mermaid(one({}), { statuses: { end: "replaced" } });
  expect(drawn).toContain("<b>± replaced: end</b>");
  expect(drawn).toMatch(/ {2}classDef replaced stroke:#\w+,stroke-width:3px\n {2}class n0 replaced\n/);
});

const SERVERS: Part = {
  ...BOX,
  id: "api",
  label: "api",
  caption: "EC2 instance",
  details: ["t4g.small", ""],
  shape: "servers",
  zones: ["a", "b"],
};

// https://mermaid.js.org/syntax/flowchart.html
test("a picture is its boxes, its VPC with what is in it, its arrows and what changes, in this order", () => {
  const drawn = mermaid(
    {
      title: "",
      vpcs: [{ id: "network", label: "Network", range: "10.0.0.0/16", zones: [], main: [], addresses: [] }],
      parts: [BOX, { ...SERVERS, vpc: "network" }, { ...SERVERS, id: "one", label: "one", zones: ["a"], vpc: "elsewhere" }],
      flows: [
        { from: "api", to: "end", label: "reads", kind: "data" },
        { from: "one", to: "api", label: "TCP 80", kind: "connection" },
        { from: "one", to: "end", label: "", kind: "connection" },
        { from: "one", to: "gone", label: "TCP 81", kind: "connection" },
      ],
    },
    {
      statuses: {
        network: "changed",
        api: "created",
        one: "created",
        end: "deleted",
        [JSON.stringify(["data", "api", "end"])]: "replaced",
      },
    },
  );
  expect(drawn).toBe(`flowchart TB
  n0[("<b>− deleted: end</b><br/>S3 bucket")]
  n2["<b>+ created: one</b><br/>EC2 instance<br/>t4g.small<br/>1 AZ"]
  subgraph v0["Network 10.0.0.0/16 #126; changed:"]
    n1["<b>+ created: api</b><br/>EC2 instance<br/>t4g.small<br/>2 AZs"]
  end
  n1 -.->|"± replaced: reads"| n0
  n2 -->|"TCP 80"| n1
  n2 --> n0
  classDef created stroke:#1a7f37,stroke-width:3px
  class n1,n2 created
  classDef deleted stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 4
  class n0 deleted
  linkStyle 0 stroke:#cf222e,stroke-width:3px
`);
});

test.each([
  ["globe", "([", "])"],
  ["edge", "([", "])"],
  ["database", "[(", ")]"],
  ["cache", "[(", ")]"],
  ["bucket", "[(", ")]"],
  ["servers", "[", "]"],
  ["key", "[", "]"],
] as const)("a box with the symbol of %s stands between %s and %s", (shape, open, close) => {
  expect(mermaid(one({ shape }))).toContain(`n0${open}"<b>end</b><br/>S3 bucket"${close}\n`);
});

test("what changes is yellow", () => {
  expect(mermaid(one({}), { statuses: { end: "changed" } })).toContain("classDef changed stroke:#bf8700,stroke-width:3px\n");
});

test("lines and tabs within a text are spaces", () => {
  expect(mermaid(one({ label: "a\n\tb\u0000c" }))).toContain("<b>a b c</b>");
});
