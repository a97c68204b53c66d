/** What a stack's boxes are, what they are called and what belongs to them, by the paths of constructs or Terraform's addresses. */
import { Architecture, Part, architecture } from "../../../src/diagram/architecture";
import { SynthesizedStack } from "../../../src/testing";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Constructs at these paths, each with the type that stands before it. */
function constructs(paths: readonly (readonly [type: string, path: string, args?: object])[]): Resources {
  const resource: Record<string, Record<string, object>> = {};
  for (const [type, path, args] of paths) {
    (resource[type] ??= {})[path.replace(/\W/g, "_")] = { ...args, "//": { metadata: { path: `prod/${path}` } } };
  }
  return resource;
}
const drawnOf = (...stacks: readonly Resources[]): Architecture =>
  architecture(stacks.map((resource) => new SynthesizedStack({ resource })));
const idsOf = ({ parts }: Architecture): string[] => parts.map(({ id }) => id);
const called = (...paths: readonly string[]): string[] =>
  drawnOf(constructs(paths.map((path) => ["aws_sqs_queue", path]))).parts.map(({ label }) => label);
const belongingTo = (architected: Architecture): Record<string, string[]> =>
  Object.fromEntries(
    [...architected.parts, ...architected.vpcs].map(({ label, main, addresses }) => [
      label,
      addresses.filter((address) => !main.includes(address)).map((address) => address.split(".")[1]!),
    ]),
  );

test.each([
  [["Orders/Queue"], ["Orders"]],
  [
    ["Orders/Queue", "Trades/Queue"],
    ["Orders", "Trades"],
  ],
  [
    ["Orders/In", "Orders/Out"],
    ["Orders / In", "Orders / Out"],
  ],
  [
    ["Prod/Orders/In", "Prod/Trades/In"],
    ["Orders / In", "Trades / In"],
  ],
  [
    ["Prod/Orders/Queues/In", "Prod/Orders/Queues/Out"],
    ["Orders / Queues / In", "Orders / Queues / Out"],
  ],
])("%j are called %j: as much of the path as tells them apart", (paths, labels) => {
  expect(called(...paths)).toEqual(labels);
});

test("brackets in a path are a part of its name", () => {
  expect(called("Jobs/It[0]", "Jobs/It[1]")).toEqual(["Jobs / It[0]", "Jobs / It[1]"]);
});

test("what has one path and several types, or is in several stacks, is told apart by its id alone", () => {
  const twins = drawnOf({ aws_sqs_queue: { it: {} }, aws_s3_bucket: { it: {} } });
  expect(twins.parts.map(({ id, label, caption }) => [id, label, caption])).toEqual([
    ["it", "it", "S3 bucket"],
    ["it~2", "it", "SQS queue"],
  ]);
  expect(idsOf(drawnOf({ aws_sqs_queue: { it: {} } }, { aws_sqs_queue: { it: {} } }, { aws_sqs_queue: { it: {} } }))).toEqual([
    "it",
    "it~2",
    "it~3",
  ]);
});

describe("of several gateways of one VPC", () => {
  const gateways = (...paths: string[]): Resources => constructs(paths.map((path) => ["aws_nat_gateway", path]));

  test.each([
    [["Network/Nat/A"], "Network/Nat/NAT"],
    [["Network/Nat/A", "Network/Nat/B"], "Network/Nat/NAT"],
    [["Network/Nat/A/It", "Network/Nat/B/It"], "Network/Nat/NAT"],
    [["Network/A", "Network"], "NAT"],
    [["One/A", "Two/A"], "NAT"],
  ])("%j the box has the path that all of them begin with: %s", (paths, id) => {
    expect(idsOf(drawnOf(gateways(...paths)))).toEqual([id]);
  });

  test("those of another stack are another box", () => {
    const stacks = ["one", "two"].map(
      (name) => new SynthesizedStack({ resource: gateways("Network/A"), "//": { metadata: { stackName: name } } } as never),
    );
    expect(idsOf(architecture(stacks))).toEqual(["Network/NAT", "Network/NAT~2"]);
  });

  const VPC: Resources = {
    aws_vpc: { main: {}, other: {} },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.main.id}", tags: { Tier: "public" }, availability_zone: "eu-central-1a" },
      b: { vpc_id: "${aws_vpc.main.id}", tags: { Tier: "isolated" }, availability_zone: "eu-central-1b" },
    },
  };
  const drawnIn = (type: string, args: object): Partial<Part> => {
    const { vpcs, parts } = drawnOf({ ...VPC, [type]: { it: args } });
    const { tier, vpc, zones } = parts[0]!;
    return { tier, vpc: vpcs.find(({ id }) => id === vpc)!.label, zones };
  };

  test.each<readonly [string, object, object]>([
    ["aws_nat_gateway", { subnet_id: "${aws_subnet.b.id}" }, { tier: "isolated", vpc: "main", zones: ["eu-central-1b"] }],
    ["aws_nat_gateway", { subnet_id: "${aws_subnet.a.id}" }, { tier: "public", vpc: "main", zones: ["eu-central-1a"] }],
    [
      "aws_vpc_endpoint",
      { vpc_id: "${aws_vpc.main.id}", subnet_ids: ["${aws_subnet.b.id}", "${aws_subnet.a.id}"] },
      { tier: "public", vpc: "main", zones: ["eu-central-1a", "eu-central-1b"] },
    ],
    ["aws_vpc_endpoint", { vpc_id: "${aws_vpc.other.id}" }, { tier: "private", vpc: "other", zones: [] }],
    ["aws_vpc_endpoint", { vpc_id: "vpc-0123" }, { tier: "private", vpc: "VPC not in this stack", zones: [] }],
  ])("%s with %j is where its subnets are, or else in its VPC: %j", (type, args, place) => {
    expect(drawnIn(type, args)).toEqual(place);
  });

  test("endpoints of two VPCs are two boxes", () => {
    const endpoints = { one: { vpc_id: "${aws_vpc.main.id}" }, two: { vpc_id: "${aws_vpc.other.id}" } };
    expect(drawnOf({ ...VPC, aws_vpc_endpoint: endpoints }).parts).toHaveLength(2);
  });
});

describe("what has no box belongs to", () => {
  test("the part with which it shares most of its path, by whole constructs", () => {
    const drawn = drawnOf(
      constructs([
        ["aws_sqs_queue", "Orders/In/Queue"],
        ["aws_sqs_queue", "Orders/Out/Queue"],
        ["aws_sqs_queue", "Order"],
        ["aws_cloudwatch_metric_alarm", "Orders/In/Alarm"],
        ["aws_cloudwatch_metric_alarm", "Orders/Out/Queue/Alarm"],
        ["aws_cloudwatch_metric_alarm", "Orders/Alarm"],
        ["aws_cloudwatch_metric_alarm", "Ord/Alarm"],
      ]),
    );
    expect(belongingTo(drawn)).toMatchObject({
      "In / Queue": ["Orders_Alarm", "Orders_In_Alarm"],
      "Out / Queue": ["Orders_Out_Queue_Alarm"],
      Order: [],
    });
  });

  test("a part that isn't folded before one that is", () => {
    const drawn = drawnOf(
      constructs([
        ["aws_nat_gateway", "Network/Nat"],
        ["aws_sqs_queue", "Network/Queue"],
        ["aws_cloudwatch_metric_alarm", "Network/Alarm"],
      ]),
    );
    expect(belongingTo(drawn)).toMatchObject({ NAT: [], "Network / Queue": ["Network_Alarm"] });
  });

  test("nothing of another stack, though that has the path", () => {
    const [one, other] = [constructs([["aws_sqs_queue", "Orders/Queue"]]), constructs([["aws_cloudwatch_metric_alarm", "Orders/Alarm"]])];
    expect(belongingTo(drawnOf(one, other))).toMatchObject({ Orders: [] });
  });

  test("a VPC, whose construct has what has no symbol as well", () => {
    const drawn = drawnOf({
      ...constructs([
        ["aws_vpc", "Network/Vpc"],
        ["aws_glue_connection", "Network/Glue"],
        ["aws_instance", "Host", { subnet_id: "${aws_subnet.Network_A.id}" }],
        ["aws_subnet", "Network/A", { vpc_id: "${aws_vpc.Network_Vpc.id}" }],
      ]),
    });
    expect(belongingTo(drawn)).toEqual({ Host: [], "Network / Vpc": ["Network_Glue", "Network_A"] });
  });
});

test.each([
  ["aws_kms_key", ["Orders/Queue"]],
  ["aws_iam_role", ["Orders/Queue"]],
])("%s of a construct that is drawn has no box", (type, ids) => {
  const drawn = drawnOf(
    constructs([
      ["aws_sqs_queue", "Orders/Queue"],
      [type, "Orders/It"],
    ]),
  );
  expect(idsOf(drawn)).toEqual(ids);
});
