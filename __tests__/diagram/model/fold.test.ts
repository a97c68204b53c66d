import { INTERNET } from "../../../src/diagram/model/flows";
import { foldedParts } from "../../../src/diagram/model/fold";
import { Flow, Part } from "../../../src/diagram/types";

function bucket(name: string, more: Partial<Part> = {}): Part {
  const addresses = [`aws_s3_bucket.${name}`, `aws_s3_bucket_policy.${name}`];
  const [main] = addresses;
  const place = { tier: "regional", zones: [], supporting: false } as const;
  return { id: name, label: name, caption: "S3 bucket", details: ["x"], shape: "bucket", ...place, main: [main!], addresses, ...more };
}

const buckets = (count: number, more: Partial<Part> = {}): Part[] => Array.from({ length: count }, (_, index) => bucket(`b${index}`, more));
const api = bucket("api", { caption: "EC2 instance", shape: "servers" });
const flow = (from: string, to: string, label = "reads", kind: Flow["kind"] = "data"): Flow => ({ from, to, label, kind });

test("six of a kind are six boxes, seven are one", () => {
  expect(foldedParts(buckets(6), []).parts).toHaveLength(6);
  expect(foldedParts(buckets(7, { zones: ["b", "a"] }), []).parts).toEqual([
    {
      ...bucket("b0"),
      id: "b0 and 6 more",
      label: "7 × S3 bucket",
      caption: "b0, …",
      details: [],
      zones: ["a", "b"],
      main: Array.from({ length: 7 }, (_, index) => `aws_s3_bucket.b${index}`),
      addresses: ["aws_s3_bucket", "aws_s3_bucket_policy"].flatMap((type) => Array.from({ length: 7 }, (_, index) => `${type}.b${index}`)),
    },
  ]);
});

test.each<readonly [string, Partial<Part>]>([
  ["tier", { tier: "edge" }],
  ["VPC", { vpc: "vpc" }],
  ["kind", { caption: "DynamoDB table" }],
  ["weight", { supporting: true }],
])("what is of another %s isn't one of the many", (_, more) => {
  const others = buckets(4).map((part) => ({ ...part, ...more, id: `other-${part.id}` }));
  expect(foldedParts([...buckets(4), ...others], []).parts).toHaveLength(8);
});

test("arrows to the many end at their one box, each way once, and none goes from it to itself", () => {
  const flows = [flow("api", "b0"), flow("api", "b1"), flow("b0", "b1"), flow("b2", "api")];
  expect(foldedParts([api, ...buckets(7)], flows).flows).toEqual([flow("api", "b0 and 6 more"), flow("b0 and 6 more", "api")]);
});

test("arrows with other words become one with the first ones", () => {
  const flows = [
    flow("api", "b0"),
    flow("api", "b1", "writes"),
    flow("api", "b2", "replicates"),
    flow("api", "b3", "TCP 443", "connection"),
    flow("api", "b3", "TCP 443"),
  ];
  expect(foldedParts([api, ...buckets(7)], flows).flows).toEqual([
    flow("api", "b0 and 6 more", "reads and 3 more"),
    flow("api", "b0 and 6 more", "TCP 443", "connection"),
  ]);
});

test("what isn't in the stacks has a box: the internet and who connects above, who only is connected to below", () => {
  const flows = [flow(INTERNET, "api"), flow("outside:10.0.0.0/8", "api"), flow("api", "outside:pl-1"), flow("api", "outside:10.0.0.0/8")];
  const { parts } = foldedParts([api], flows);
  const none = { details: [], shape: "globe", zones: [], supporting: false, main: [], addresses: [] };
  expect(parts).toEqual([
    api,
    { ...none, id: "internet", label: "Internet", caption: "anybody", tier: "internet" },
    { ...none, id: "outside:10.0.0.0/8", label: "10.0.0.0/8", caption: "not in this stack", tier: "internet" },
    { ...none, id: "outside:pl-1", label: "pl-1", caption: "not in this stack", tier: "regional" },
  ]);
});

test("the internet is above also where it is only connected to", () => {
  expect(foldedParts([api], [flow("api", INTERNET)]).parts[1]).toMatchObject({ label: "Internet", tier: "internet" });
});
