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
