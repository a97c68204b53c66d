/** What each example of the gallery promises to who copies it. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import * as ts from "typescript";
import { examples } from "../../examples/gallery/examples";
import * as library from "../../src";
import { SynthesizedStack, policyStatements, reachability, simulateRequest, synthesize } from "../../src/testing";

const FOLDER = join(__dirname, "../../examples/gallery");
const NAMES = readdirSync(FOLDER)
  .map((file) => /^(.+)\.ts$/.exec(file)?.[1])
  .filter((name) => name !== undefined && name !== "main" && name !== "examples") as string[];

const stacks = Object.fromEntries(NAMES.map((name) => [name, synthesize(new examples[name]!(Testing.app(), name))]));
const example = (name: string): SynthesizedStack => stacks[name]!;
const of = (stack: SynthesizedStack, prefix: string) => Object.keys(stack.json.resource).filter((type) => type.startsWith(prefix));
/** The actions of a role's inline policy. */
const actions = (stack: SynthesizedStack, prefix = ""): string[] =>
  policyStatements(stack.resource("aws_iam_role_policy", prefix).policy).flatMap(({ Action }) => Action);

describe.each(NAMES)("%s", (name) => {
  const source = readFileSync(join(FOLDER, `${name}.ts`), "utf8");

  test("stands alone, in 50 lines at most", () => {
    expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(50);
    expect([...source.matchAll(/from "(\..*)"/g)].map(([, path]) => path)).toEqual(["../../src"]);
  });

  test("says when to use it", () => {
    expect(source).toMatch(/ \* Use it /);
  });

  test("is in the list, and in the README", () => {
    expect(Object.keys(examples)).toContain(name);
    expect(readFileSync(join(FOLDER, "README.md"), "utf8")).toContain(`](${name}.ts)`);
  });

  test("looks nothing up, and warns of nothing but what a key's owner must know", () => {
    const stack = example(name);
    expect(stack.json.data).toBeUndefined();
    const warned = stack.warnings.map((warning) => warning.split(": This key exists already")[0]);
    expect(warned).toEqual(name === "existing-network-and-key" ? [`${name}/Key`] : []);
  });
});

describe("database only", () => {
  const stack = example("database-only");

  test("nothing reaches the database, and no route leads out of its VPC", () => {
    expect(reachability(stack).reachableFrom("internet")).toEqual([]);
    expect(stack.resources("aws_route")).toEqual({});
    expect(stack.resources("aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test("it can't be deleted by mistake, and is encrypted under a key of its own", () => {
    const cluster = stack.resource("aws_rds_cluster");
    expect(cluster).toMatchObject({ deletion_protection: true, skip_final_snapshot: false, storage_encrypted: true });
    expect(cluster.kms_key_id).toMatch(/aws_kms_key\.Key_/);
  });
});

describe("cache only", () => {
  const stack = example("cache-only");

  test("a replica in another AZ takes over", () => {
    expect(stack.resource("aws_elasticache_replication_group")).toMatchObject({
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      replicas_per_node_group: 1,
    });
  });

  test("clients connect from one security group, over TLS, as users with IAM authentication", () => {
    const rule = stack.resource("aws_vpc_security_group_ingress_rule");
    expect(rule.referenced_security_group_id).toMatch(/aws_security_group\.Clients/);
    expect(stack.resource("aws_elasticache_replication_group").transit_encryption_enabled).toBe(true);
    expect(stack.resource("aws_elasticache_user").authentication_mode).toEqual({ type: "iam" });
  });
});

describe("service behind an existing load balancer", () => {
  const stack = example("service-behind-existing-load-balancer");

  test("there is one rule more, and neither a load balancer nor a listener is made", () => {
    expect(of(stack, "aws_lb")).toEqual(["aws_lb_listener_rule", "aws_lb_target_group"]);
    expect(stack.resource("aws_lb_listener_rule").priority).toBe(120);
  });

  test("the load balancer's security group reaches the instances, on their port, and nobody else does", () => {
    const rule = stack.resource("aws_vpc_security_group_ingress_rule", "Quotes");
    expect(rule).toMatchObject({ referenced_security_group_id: "sg-0123456789abcdef0", from_port: 8080, to_port: 8080 });
  });
});

describe("static site", () => {
  const stack = example("static-site");
  const get = (path: string) => simulateRequest(stack, { url: `https://app.example.com${path}` });

  test("a path without a file is the app's page, and a file is itself", () => {
    expect(get("/orders/17").origin?.path).toBe("/index.html");
    expect(get("/main.js").origin?.path).toBe("/main.js");
  });

  // CloudFront Developer Guide, "Manage how long content stays in the cache (expiration)".
  test("a page that is uploaded as the release has it is seen at once, and one without Cache-Control for up to a day later", () => {
    expect(readFileSync(join(FOLDER, "static-site.ts"), "utf8")).toMatch(/aws s3 cp dist\/index\.html s3:\S+ --cache-control no-cache$/m);
    const cached = (headers = {}) => simulateRequest(stack, { url: "https://app.example.com/", response: { headers } }).cachedSeconds;
    expect([cached({ "Cache-Control": "no-cache" }), cached()]).toEqual([0, 86_400]);
  });

  test("the README's function for a site of many pages adds index.html after a slash, and to nothing else", () => {
    const code = /code: `([^`]+)`/.exec(readFileSync(join(FOLDER, "README.md"), "utf8"))![1]!;
    const uri = (path: string) => runInNewContext(`${code}; handler(event).uri`, { event: { request: { uri: path } } }) as string;
    expect(["/", "/guide/", "/guide/index.html", "/main.js"].map(uri)).toEqual([
      "/index.html",
      "/guide/index.html",
      "/guide/index.html",
      "/main.js",
    ]);
  });

  test("the distribution alone reads the bucket", () => {
    const allowed = policyStatements(stack.resource("aws_s3_bucket_policy", "Assets").policy).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.length).toBeGreaterThan(0);
    const distribution = expect.stringContaining("aws_cloudfront_distribution.Edge_Distribution");
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: "cloudfront.amazonaws.com" });
      expect(Object.values(Condition as object)).toContainEqual({ "aws:SourceArn": distribution });
    }
  });
});

describe("trade archive", () => {
  const stack = example("trade-archive");

  test("records are retained for seven years, and their copies as well", () => {
    const locks = Object.values(stack.resources("aws_s3_bucket_object_lock_configuration"));
    expect(locks.map(({ rule }) => rule.default_retention)).toEqual([
      { mode: "GOVERNANCE", years: 7 },
      { mode: "GOVERNANCE", years: 7 },
    ]);
  });

  test("who writes records deletes none, and nobody bypasses retention", () => {
    expect(actions(stack, "Settlement")).not.toContainEqual(expect.stringMatching(/Delete|Bypass|^s3:.*\*$/));
    const denied = policyStatements(stack.resource("aws_s3_bucket_policy", "TradeRecords_Policy").policy).find(({ Action }) =>
      JSON.stringify(Action).includes("s3:BypassGovernanceRetention"),
    );
    expect(denied).toMatchObject({ Effect: "Deny" });
    expect(denied).not.toHaveProperty("Condition");
  });
});

describe("state", () => {
  const stack = example("state");

  test("who plans reads one state, and who deploys writes it; nobody deletes one", () => {
    expect(actions(stack, "Plan")).not.toContain("s3:PutObject");
    expect(actions(stack, "Deploy")).toContain("s3:PutObject");
    const deletes = policyStatements(stack.resource("aws_iam_role_policy", "Deploy").policy).filter(({ Action }) =>
      [Action].flat().includes("s3:DeleteObject"),
    );
    expect(deletes.flatMap(({ Resource }) => Resource).every((arn: string) => arn.endsWith("orders-prod/terraform.tfstate.tflock"))).toBe(
      true,
    );
  });

  test("only the named repository's environments assume the roles", () => {
    const subjects = Object.values(stack.resources("aws_iam_role")).flatMap(({ assume_role_policy }) =>
      policyStatements(assume_role_policy).map(({ Condition }) => Condition.StringEquals["token.actions.githubusercontent.com:sub"]),
    );
    expect(subjects.flat().sort()).toEqual([
      "repo:acme@123456/orders@456789:environment:prod",
      "repo:acme@123456/orders@456789:environment:prod-plan",
    ]);
  });
});

describe("existing network and key", () => {
  const stack = example("existing-network-and-key");

  test("no VPC, no subnet and no key is made", () => {
    expect([...of(stack, "aws_vpc"), ...of(stack, "aws_subnet"), ...of(stack, "aws_kms")]).toEqual([]);
    expect(stack.resource("aws_elasticache_subnet_group").subnet_ids).toEqual(["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"]);
  });

  test("the key's owner is told what the key policy lacks", () => {
    const [statement, ...others] = policyStatements(stack.output("required_key_policy") as string);
    expect(others).toEqual([]);
    expect(statement!.Principal).toEqual({ Service: expect.stringMatching(/^logs\./) });
  });
});

describe("ECS callers", () => {
  const stack = example("ecs-callers");

  test("the task role may log in as one database user, by a policy of its own beside those it has", () => {
    const policy = stack.resource("aws_iam_role_policy", "TaskRole");
    expect(policy.role).toBe("orders-task");
    const [statement, ...others] = policyStatements(policy.policy);
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ Action: "rds-db:connect" });
    expect([statement!.Resource].flat()[0]).toMatch(/\/orders$/);
  });

  test("both security groups allow the database's port, by name of each other", () => {
    const [ingress, egress] = ["ingress", "egress"].map((way) => stack.resource(`aws_vpc_security_group_${way}_rule`));
    expect(ingress).toMatchObject({ referenced_security_group_id: "sg-0123456789abcdef0", from_port: 5432, to_port: 5432 });
    expect(egress).toMatchObject({ security_group_id: "sg-0123456789abcdef0", from_port: 5432, to_port: 5432 });
  });
});

describe("Lambda caller", () => {
  const stack = example("lambda-caller");

  test("the function reaches the cache and nothing else", () => {
    const rule = stack.resource("aws_vpc_security_group_egress_rule");
    expect(rule).toMatchObject({ referenced_security_group_id: "sg-0123456789abcdef0", from_port: 6379, to_port: 6379 });
  });

  test("its role may connect to the one cache as the one user", () => {
    const [statement, ...others] = policyStatements(stack.resource("aws_iam_role_policy").policy);
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Action: "elasticache:Connect",
      Resource: [
        "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:market-data",
        "arn:aws:elasticache:eu-central-1:111122223333:user:quotes",
      ],
    });
  });
});

describe("the guide to existing infrastructure", () => {
  const guide = readFileSync(join(__dirname, "../../docs/guides/existing-infrastructure.md"), "utf8");

  /** The guide's code as one stack: each block goes on from those before. */
  function written(): SynthesizedStack {
    const blocks = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
    const code = ts.transpile(blocks.join("\n"), { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS });
    const stack = new TerraformStack(Testing.app(), "existing");
    new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });
    const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
    const names = { ...library, LambdaFunction, TerraformOutput, stack, globalProvider };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function(...Object.keys(names), code)(...Object.values(names));
    return synthesize(stack);
  }

  test("its code is one stack that makes none of what it says exists, and looks nothing up", () => {
    const stack = written();
    expect(stack.json.data).toBeUndefined();
    for (const type of ["aws_vpc", "aws_subnet", "aws_lb", "aws_lb_listener", "aws_elasticache_replication_group", "aws_route53_zone"]) {
      expect(stack.resources(type)).toEqual({});
    }
    expect(stack.warnings.filter((warning) => !/^existing\/(Key|Logs): /.test(warning))).toEqual([]);
  });

  test("it names every way to hand over what exists", () => {
    for (const [name, value] of Object.entries(library)) {
      for (const way of ["fromAttributes", "fromArn", "fromId"].filter((each) => typeof value === "function" && each in value)) {
        if (!/GlobalDatabase|GlobalDatastore/.test(name)) expect(guide).toMatch(new RegExp(`\\b${name}\\b[^|]*\\.${way}`));
      }
    }
  });
});
