import { Testing } from "cdktf";
import { Architecture, architecture } from "../../src/diagram/architecture";
import { mermaid } from "../../src/diagram/mermaid";
import { svg } from "../../src/diagram/svg";
import { SynthesizedStack, fromPlan } from "../../src/testing";
import { layered, reference, state } from "../../tools/diagrams/pictures";
import { plan } from "../testing/plan-fixture";

const arrows = ({ parts, flows }: Architecture): string[] => {
  const labels = new Map(parts.map(({ id, label }) => [id, label]));
  return flows.map(({ from, to, label }) => `${labels.get(from)} → ${labels.get(to)}: ${label}`);
};
const part = ({ parts }: Architecture, label: string): Architecture["parts"][number] => parts.find((each) => each.label === label)!;

describe("of the trading stack", () => {
  const drawn = reference();

  test("requests go from the internet to CloudFront, the load balancer and the services, and from the API to its data", () => {
    expect(arrows(drawn)).toEqual(
      expect.arrayContaining([
        "Internet → Edge: HTTPS 443",
        "Edge → LoadBalancer: HTTPS 443",
        "LoadBalancer → TradingApi: HTTP 8080",
        "LoadBalancer → WebFrontend: HTTP 8080",
        "TradingApi → Database: TCP 5432",
        "TradingApi → Cache: TCP 6379",
      ]),
    );
  });

  test("the web frontend has no arrow to the database or the cache, which its stack doesn't let it connect to", () => {
    expect(arrows(drawn).filter((arrow) => /^WebFrontend → (Database|Cache)/.test(arrow))).toEqual([]);
  });

  test("who may read or write a bucket has an arrow of its own kind", () => {
    const data = drawn.flows.filter(({ kind }) => kind === "data");
    expect(arrows({ ...drawn, flows: data })).toEqual([
      "Edge → Assets: reads",
      "TradingApi → Releases: reads",
      "TradingApi → TradeRecords: writes",
      "WebFrontend → Releases: reads",
    ]);
  });

  test("each part is in the tier of its subnets, and in their zones", () => {
    const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
    expect(part(drawn, "LoadBalancer")).toMatchObject({ tier: "private", zones });
    expect(part(drawn, "TradingApi")).toMatchObject({ tier: "private", zones });
    expect(part(drawn, "Database")).toMatchObject({ tier: "isolated", zones });
    expect(part(drawn, "Edge")).toMatchObject({ tier: "edge", zones: [] });
    expect(part(drawn, "TradeRecords")).toMatchObject({ tier: "regional", zones: [] });
  });

  test("parts say what they are, and how large", () => {
    expect(part(drawn, "TradingApi")).toMatchObject({ caption: "Auto Scaling group", details: ["6–12 × c7g.large"] });
    expect(part(drawn, "Database")).toMatchObject({ caption: "Aurora PostgreSQL", details: ["writer, 2 readers", "db.r7g.xlarge"] });
    expect(part(drawn, "Cache")).toMatchObject({ caption: "ElastiCache Valkey", details: ["2 shards × 3", "cache.r7g.large"] });
    expect(part(drawn, "TradeRecords")).toMatchObject({ caption: "S3 bucket", details: ["Object Lock"] });
  });

  test("alarms, rules and policies belong to a part, and have no box", () => {
    expect(part(drawn, "Database").addresses).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_cloudwatch_metric_alarm\./)]));
    expect(part(drawn, "Database").main).toEqual([expect.stringMatching(/^aws_rds_cluster\./)]);
  });

  test("the VPC has its range and its zones, and its routes and subnets belong to it", () => {
    const [vpc] = drawn.vpcs;
    expect(drawn.vpcs).toHaveLength(1);
    expect(vpc).toMatchObject({ label: "Network", range: "10.20.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] });
    expect(vpc!.addresses.filter((address) => address.startsWith("aws_subnet."))).toHaveLength(9);
  });
});

test("three stacks that refer to each other are one picture with the arrows of the single stack", () => {
  expect(arrows(layered())).toEqual(arrows(reference()));
});

test("roles that nothing in the stack has are who reads and writes its buckets", () => {
  expect(arrows(state())).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Roles \/ Deploy\S* → States: reads, writes$/),
      expect.stringMatching(/^Roles \/ Plan\S* → States: reads$/),
      "States → States / Replica: replicates",
    ]),
  );
});

/** A stack that this library has no part in. */
function plain(resource: Record<string, Record<string, object>>): Architecture {
  return architecture(new SynthesizedStack({ resource }), "plain");
}

/** A VPC whose subnets nothing but their routes tell apart. */
const NETWORK = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: {
    one: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", availability_zone: "us-east-1a" },
    two: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24", availability_zone: "us-east-1b" },
  },
  aws_internet_gateway: { gateway: { vpc_id: "${aws_vpc.main.id}" } },
  aws_route_table: {
    out: { vpc_id: "${aws_vpc.main.id}", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.gateway.id}" }] },
  },
  aws_route_table_association: { one: { subnet_id: "${aws_subnet.one.id}", route_table_id: "${aws_route_table.out.id}" } },
};
const all = { protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["10.0.0.0/16"] };

describe("what has no symbol", () => {
  const construct = (path: string): object => ({ "//": { metadata: { path: `prod/${path}` } } });
  const job = (path: string): object => ({ ...construct(path), name: path });

  test("has a plain box, under the construct at the top of its path, with its types", () => {
    const drawn = plain({
      aws_glue_job: { Reports_Job_0A1B2C3D: job("Reports/Job"), Reports_Other_0A1B2C3D: job("Reports/Other") },
      aws_glue_trigger: { Reports_Trigger_0A1B2C3D: job("Reports/Trigger") },
    });
    expect(drawn.parts).toMatchObject([
      { label: "Reports", caption: "2 × glue job", details: ["glue trigger"], shape: "other", tier: "regional" },
    ]);
  });

  test("is a part of what is drawn of the same construct", () => {
    const drawn = plain({
      aws_sqs_queue: { Reports_Queue_0A1B2C3D: job("Reports/Queue") },
      aws_glue_job: { Reports_Job_0A1B2C3D: job("Reports/Job") },
    });
    expect(drawn.parts).toMatchObject([{ caption: "SQS queue", addresses: expect.arrayContaining(["aws_glue_job.Reports_Job_0A1B2C3D"]) }]);
  });

  test("is drawn of another provider as well, with the provider's name", () => {
    expect(plain({ datadog_monitor: { Errors_0A1B2C3D: construct("Errors") } }).parts).toMatchObject([
      { label: "Errors", caption: "datadog monitor" },
    ]);
  });

  test.each([
    "random_id",
    "null_resource",
    "time_sleep",
    "aws_iam_role_policy",
    "aws_security_group",
    "aws_route53_record",
    "aws_ssm_parameter",
  ])("isn't drawn where it is no part of a picture by itself: %s", (type) => {
    expect(plain({ [type]: { One_0A1B2C3D: construct("One") } }).parts).toEqual([]);
  });

  test("is explained below the picture, where the picture has it", () => {
    const glue = plain({ aws_glue_job: { Job_0A1B2C3D: job("Job") } });
    expect(svg(glue)).toContain(">another type</text>");
    expect(svg(reference())).not.toContain(">another type</text>");
  });
});

describe("of a stack of other constructs", () => {
  const drawn = plain({
    ...NETWORK,
    aws_security_group: {
      front: {
        vpc_id: "${aws_vpc.main.id}",
        ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] }],
        egress: [all],
      },
      back: {
        vpc_id: "${aws_vpc.main.id}",
        ingress: [{ protocol: "tcp", from_port: 3000, to_port: 3000, security_groups: ["${aws_security_group.front.id}"] }],
      },
    },
    aws_lb: { front: { subnets: ["${aws_subnet.one.id}"], security_groups: ["${aws_security_group.front.id}"] } },
    aws_lb_listener: { tls: { load_balancer_arn: "${aws_lb.front.arn}", port: 443, protocol: "HTTPS" } },
    aws_instance: {
      back: {
        subnet_id: "${aws_subnet.two.id}",
        vpc_security_group_ids: ["${aws_security_group.back.id}"],
        iam_instance_profile: "${aws_iam_instance_profile.back.name}",
      },
    },
    aws_iam_instance_profile: { back: { role: "${aws_iam_role.reader.name}" } },
    aws_iam_role: { reader: { assume_role_policy: "{}" }, idle: { assume_role_policy: "{}" } },
    aws_iam_role_policy: {
      reader: {
        role: "${aws_iam_role.reader.id}",
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "${aws_s3_bucket.files.arn}/*" }] }),
      },
    },
    aws_s3_bucket: { files: { bucket: "files" } },
  });

  test("security groups' own rules are arrows, the internet's among them", () => {
    expect(arrows(drawn)).toEqual(expect.arrayContaining(["Internet → front: HTTPS 443", "front → back: TCP 3000"]));
  });

  test("a role's policy is what the instance that has it may do", () => {
    expect(arrows(drawn)).toContain("back → files: reads");
  });

  test("a subnet with a route to an internet gateway is public, and one without is private", () => {
    expect(part(drawn, "front").tier).toBe("public");
    expect(part(drawn, "back").tier).toBe("private");
  });

  test("roles that have nothing to do with what is drawn aren't drawn", () => {
    expect(drawn.parts.map(({ label }) => label).sort()).toEqual(["Internet", "back", "files", "front"]);
  });
});

test("many of a kind in one place are one box, which has all of their addresses", () => {
  const buckets = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`bucket${index}`, { bucket: `files-${index}` }]));
  const { parts } = plain({ aws_s3_bucket: buckets });
  expect(parts.map(({ label }) => label)).toEqual(["40 × S3 bucket"]);
  expect(parts[0]!.addresses).toHaveLength(40);
});

test("an Elastic Load Balancing target group says who gets requests where no security group does", () => {
  const drawn = plain({
    ...NETWORK,
    aws_lb: { balancer: { load_balancer_type: "network", subnets: ["${aws_subnet.one.id}"] } },
    aws_lb_target_group: { group: { port: 9000, protocol: "TCP" } },
    aws_lb_listener: {
      listener: {
        load_balancer_arn: "${aws_lb.balancer.arn}",
        port: 9000,
        protocol: "TCP",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.group.arn}" }],
      },
    },
    aws_autoscaling_group: {
      servers: { vpc_zone_identifier: ["${aws_subnet.two.id}"], target_group_arns: ["${aws_lb_target_group.group.arn}"] },
    },
  });
  expect(arrows(drawn)).toContain("balancer → servers: TCP 9000");
});

test("what is in subnets of another stack is in a VPC that the picture doesn't know", () => {
  const drawn = plain({ aws_lb: { balancer: { internal: true, subnets: ["subnet-0123", "subnet-4567"] } } });
  expect(drawn.vpcs.map(({ label }) => label)).toEqual(["VPC not in this stack"]);
  expect(part(drawn, "balancer").tier).toBe("vpc");
});

describe("of a plan", () => {
  const drawn = architecture(fromPlan(plan()), "plan");

  test("modules' resources are called by their modules, and what `count` and `for_each` make is one box", () => {
    expect(drawn.parts.map(({ label, details }) => [label, ...details].join(", "))).toEqual([
      "orders",
      "web, t4g.small, 2 of them",
      "files, 2 of them",
    ]);
    expect(drawn.vpcs[0]!.label).toMatch(/^network/);
  });

  test("nothing that Terraform marks as sensitive is in the architecture or its pictures", () => {
    expect([JSON.stringify(drawn), svg(drawn), mermaid(drawn)].join()).not.toContain("correct-horse");
  });
});

test("a stack of nothing is a picture of nothing", () => {
  expect(plain({})).toEqual({ title: "plain", vpcs: [], parts: [], flows: [] });
});

test("the order of resources changes nothing", () => {
  const resource = { aws_s3_bucket: { b: { bucket: "b" }, a: { bucket: "a" } }, aws_sqs_queue: { c: {} } };
  const reversed = { aws_sqs_queue: { c: {} }, aws_s3_bucket: { a: { bucket: "a" }, b: { bucket: "b" } } };
  expect(plain(resource)).toEqual(plain(reversed));
});

test("anything but synthesized stacks is refused", () => {
  expect(() => architecture(Testing.app() as never)).toThrow(
    new TypeError("architecture takes what synthesize returns, of a stack or of each in a list: architecture(synthesize(stack))"),
  );
});
