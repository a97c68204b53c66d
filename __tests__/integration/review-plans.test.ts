/** What a review says of plans that the real provider makes of a state: which changes replace is the provider's word. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reviewPlan } from "../../src/review/build";
import { CAPACITIES, COUNTED } from "../../src/review/capacity/capacities";
import { ENDINGS, STOPS } from "../../src/review/interruptions/endings";
import { FORCING } from "../../src/review/losses/forcing";
import { LOST, MOVED_WITH } from "../../src/review/losses/lost";
import { LOOSENINGS, PROTECTORS } from "../../src/review/protection/loosenings";
import { Finding, Review } from "../../src/review/review";
import { offlineEnvironment } from "../../tools/support/terraform/aws-settings";
import { OFFLINE_PROVIDER } from "../../tools/support/terraform/stack-override";
import { Terraform } from "../../tools/support/terraform/terraform";

type Values = Record<string, any>;

/** As the state of an apply has it; versions are those of the schemas of provider 5.100.0. */
const STATE: readonly [address: string, schemaVersion: number, attributes: Values][] = [
  [
    "aws_rds_cluster.Orders_Database_0A1B2C3D",
    1,
    {
      id: "orders",
      arn: "arn:aws:rds:eu-central-1:111122223333:cluster:orders",
      cluster_identifier: "orders",
      engine: "aurora-postgresql",
      engine_mode: "provisioned",
      engine_version: "16.4",
      engine_version_actual: "16.4",
      master_username: "owner",
      master_password: "correct-horse-battery",
      availability_zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      backup_retention_period: 35,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "orders-last",
      tags: { note: "Says correct-horse-battery" },
      tags_all: { note: "Says correct-horse-battery" },
    },
  ],
  [
    "aws_elasticache_replication_group.Cache_1A1B2C3D",
    2,
    {
      id: "books",
      replication_group_id: "books",
      description: "Order books",
      engine: "redis",
      engine_version: "7.1",
      engine_version_actual: "7.1.0",
      node_type: "cache.r7g.large",
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: false,
      at_rest_encryption_enabled: "true",
      port: 6379,
      apply_immediately: true,
    },
  ],
  [
    "aws_sqs_queue.Events_2A1B2C3D",
    0,
    {
      id: "https://sqs.eu-central-1.amazonaws.com/111122223333/events",
      name: "events",
      fifo_queue: false,
      message_retention_seconds: 1209600,
    },
  ],
  ["aws_cloudwatch_log_group.Logs_3A1B2C3D", 0, { id: "/orders", name: "/orders", retention_in_days: 365, skip_destroy: false }],
  ["aws_s3_bucket.Old_4A1B2C3D", 0, { id: "old-files", bucket: "old-files", force_destroy: false }],
  [
    "aws_subnet.Network_a_5A1B2C3D",
    1,
    { id: "subnet-0a", vpc_id: "vpc-0a", cidr_block: "10.0.0.0/24", availability_zone: "eu-central-1a" },
  ],
  ["aws_sqs_queue.Kept_6A1B2C3D", 0, { id: "https://sqs.eu-central-1.amazonaws.com/111122223333/kept", name: "kept", fifo_queue: false }],
];

const CONFIGURATION = `
resource "aws_rds_cluster" "Orders_Database_0A1B2C3D" {
  cluster_identifier        = "orders"
  engine                    = "aurora-postgresql"
  engine_version            = "16.4"
  master_username           = "boss"
  master_password           = "correct-horse-battery"
  backup_retention_period   = 7
  deletion_protection       = false
  skip_final_snapshot       = false
  final_snapshot_identifier = "orders-last"
  tags                      = { note = "Said correct-horse-battery" }
}
resource "aws_elasticache_replication_group" "Cache_1A1B2C3D" {
  replication_group_id       = "books"
  description                = "Order books"
  engine                     = "redis"
  engine_version             = "6.2"
  node_type                  = "cache.r7g.xlarge"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
  port                       = 6379
  apply_immediately          = true
}
resource "aws_sqs_queue" "Events_2A1B2C3D" {
  name                      = "events.fifo"
  fifo_queue                = true
  message_retention_seconds = 1209600
}
resource "aws_cloudwatch_log_group" "Logs_3A1B2C3D" {
  name              = "/orders"
  retention_in_days = 30
}
resource "aws_subnet" "Network_a_5A1B2C3D" {
  vpc_id            = "vpc-0a"
  cidr_block        = "10.0.9.0/24"
  availability_zone = "eu-central-1a"
}
moved {
  from = aws_sqs_queue.Kept_6A1B2C3D
  to   = aws_sqs_queue.Queues_Kept_7A1B2C3D
}
resource "aws_sqs_queue" "Queues_Kept_7A1B2C3D" {
  name = "kept"
}
resource "aws_cloudwatch_log_group" "New" {
  for_each = toset(["a", "b"])
  name     = "/new/\${each.key}"
}
`;

let folder: string;
let run: (...args: string[]) => Promise<string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "review-"));
  const provider = { aws: { region: "eu-central-1", ...OFFLINE_PROVIDER } };
  const required = { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } };
  writeFileSync(join(folder, "provider.tf.json"), JSON.stringify({ terraform: required, provider }));
  writeFileSync(join(folder, "main.tf"), CONFIGURATION);
  const resources = STATE.map(([address, version, attributes]) => {
    const [type, name] = address.split(".");
    const instances = [{ schema_version: version, attributes, sensitive_attributes: [] }];
    return { mode: "managed", type, name, provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances };
  });
  const state = { version: 4, terraform_version: "1.11.0", serial: 1, lineage: "review", outputs: {}, resources };
  writeFileSync(join(folder, "terraform.tfstate"), JSON.stringify(state));
  const terraform = await Terraform.find();
  run = (...args) => terraform.must(args, { cwd: folder, env: offlineEnvironment() });
  await run("init", "-no-color");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a plan of the real provider", () => {
  let review: Review;
  const of = (path: string): Finding[] => review.findings.filter((finding) => finding.path === path);

  beforeAll(async () => {
    await run("plan", "-no-color", "-refresh=false", "-out=plan");
    review = reviewPlan({ plan: JSON.parse(await run("show", "-json", "plan")), today: "2026-11-26" });
  });

  test("that names another master user replaces the database, and says that users can be made in it", () => {
    expect(of("Orders/Database")[0]).toMatchObject({
      rule: "stateful-replacement",
      reasons: expect.arrayContaining(["master_username owner → boss forces it", "A final snapshot is taken: orders-last"]),
      fix: "Keep the name, and make further users in the database",
    });
  });

  test("that lowers a cache's version replaces it, and says that versions aren't lowered", () => {
    expect(of("Cache")[0]).toMatchObject({
      rule: "stateful-replacement",
      reasons: expect.arrayContaining(["engine_version 7.1 → 6.2 forces it", "A version can be raised in place, and not lowered"]),
    });
  });

  test("that makes a queue FIFO replaces it", () => {
    expect(of("Events")[0]).toMatchObject({
      rule: "stateful-replacement",
      reasons: expect.arrayContaining(["fifo_queue false → true forces it"]),
    });
  });

  test("that leaves a bucket out deletes it", () => {
    expect(of("Old")[0]).toMatchObject({
      rule: "stateful-deletion",
      reasons: expect.arrayContaining(["AWS refuses to delete a bucket that isn't empty"]),
    });
  });

  test("that gives a subnet another range replaces it, which is a warning", () => {
    expect(of("Network/a")[0]).toMatchObject({ rule: "network-replacement", severity: "warning" });
  });

  test("that takes protection away says each", () => {
    const sentences = review.findings.filter(({ rule }) => rule === "protection-removed").map(({ sentence }) => sentence);
    expect(sentences).toEqual([
      "Logs (aws_cloudwatch_log_group) deletes its logs earlier, those that are there included",
      "Orders/Database (aws_rds_cluster) keeps its automated backups for fewer days",
      "Orders/Database (aws_rds_cluster) loses its deletion protection",
    ]);
  });

  test("that changes sizes says each", () => {
    const sentences = review.capacity.map(({ path, sentence }) => `${path}: ${sentence}`);
    expect(sentences).toEqual(["Cache: node type cache.r7g.large → cache.r7g.xlarge", "Logs: retention of logs in days 365 → 30"]);
  });

  test("that moves a queue loses nothing", () => {
    expect(of("Queues/Kept")).toEqual([]);
    expect(review.changes.find(({ path }) => path === "Queues/Kept")).toMatchObject({ movedFrom: "aws_sqs_queue.Kept_6A1B2C3D" });
  });

  test("that makes several of one resource tells them apart by their keys", () => {
    expect(review.changes.filter(({ action }) => action === "create").map(({ path }) => path)).toEqual(['New["a"]', 'New["b"]']);
  });

  test("has no sensitive value in its review, also where the provider doesn't mark it", () => {
    const text = JSON.stringify(review);
    expect(text).toContain("sensitive");
    expect(text).not.toContain("correct-horse");
  });
});

describe("the tables of a review, in the provider's schema", () => {
  let schemas: Values;

  beforeAll(async () => {
    const schema = JSON.parse(await run("providers", "schema", "-json")) as Values;
    schemas = (Object.values(schema.provider_schemas as Values)[0] as Values).resource_schemas as Values;
  });

  const has = (block: Values | undefined, [name, ...rest]: readonly string[]): boolean => {
    const attribute = block?.attributes?.[name!] as Values | undefined;
    if (attribute) return rest.length === 0 || Array.isArray(attribute.type) || has(attribute.nested_type as Values | undefined, rest);
    const nested = block?.block_types?.[name!] as Values | undefined;
    return nested !== undefined && (rest.length === 0 || has(nested.block as Values, rest));
  };
  const isKnown = (type: string, path: string): boolean => has(schemas[type]?.block as Values, path.split("."));

  test("name only types that there are", () => {
    const types = [LOST, MOVED_WITH, PROTECTORS, CAPACITIES, COUNTED, FORCING].flatMap((table) => Object.keys(table));
    expect([...types, ...LOOSENINGS.flatMap((row) => row.types ?? [])].filter((type) => !(type in schemas))).toEqual([]);
  });

  test("name only arguments that one of their types has", () => {
    const shared = new Map<string, string[]>();
    const add = (row: string, type: string): void => void shared.set(row, [...(shared.get(row) ?? []), type]);
    // Types that share a table share its rows.
    for (const [type, rows] of Object.entries(FORCING)) for (const [path, why] of rows) add(`${path} ${why}`, type);
    for (const [type, labels] of Object.entries(CAPACITIES)) {
      for (const [path, label] of Object.entries(labels)) add(`${path} ${label}`, type);
    }
    for (const { types = Object.keys(schemas), path, says } of LOOSENINGS) for (const type of types) add(`${path} ${says}`, type);
    const unknown = [...shared].filter(([row, types]) => !types.some((type) => isKnown(type, row.split(" ", 1)[0]!)));
    expect(unknown).toEqual([]);
  });

  test("name what a resource is counted by, what it protects and what stops it as they are called", () => {
    const rows = [
      ...Object.entries(COUNTED).flatMap(([type, [, ...paths]]) => paths.map((path) => [type, path] as const)),
      ...Object.entries(PROTECTORS).flatMap(([type, [, holder]]) => (holder === undefined ? [] : [[type, holder] as const])),
      ...Object.entries(STOPS).map(([type, [attribute]]) => [type, attribute] as const),
      ...Object.keys(ENDINGS).map((type) => [type, "id"] as const),
    ];
    expect(rows.filter(([type, path]) => !isKnown(type, path))).toEqual([]);
  });
});
