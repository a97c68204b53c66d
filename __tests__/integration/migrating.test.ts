/**
 * What others have made becomes this library's, as docs/guides/migrating.md says: a bucket, a cluster and a cache that exist are imported, and the same in a state of modules are moved. The
 * real provider plans both on the emulator.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformResource, TerraformStack } from "cdktf";
import {
  ApplicationLoadBalancer,
  AuroraCluster,
  Bucket,
  Certificate,
  Distribution,
  EncryptionKey,
  LogBucket,
  Network,
  RedisCache,
  staticAssets,
} from "../../src";
import { EMULATOR_ACCOUNT_ID, emulatorEnvironment } from "../../tools/support/terraform/aws-settings";
import { Terraform } from "../../tools/support/terraform/terraform";
import { Plan, Workspace, jsonApi, queryApi, restApi, useEmulator } from "./support";

const emulator = useEmulator();
const REGION = "eu-central-1";

/** What exists already, made by nobody's Terraform. */
interface Existing {
  readonly keyArn: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly loadBalancerArn: string;
  readonly distributionId: string;
}

async function query(service: string, Version: string, Action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const { status, body } = await queryApi(emulator.url, service, { Action, Version, ...parameters });
  if (status !== 200) throw new Error(body);
  return body;
}

const element = (xml: string, name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)![1]!;

/** A key, a VPC, and in its subnets the clusters and caches `legacy` and `other`, and a load balancer; the bucket `legacy-assets` and a distribution for it. */
async function makeExisting(): Promise<Existing> {
  const { body } = await jsonApi(emulator.url, "kms", "TrentService.CreateKey");
  const keyArn = (JSON.parse(body) as { KeyMetadata: { Arn: string } }).KeyMetadata.Arn;
  const ec2 = (action: string, parameters: Record<string, string>) => query("ec2", "2016-11-15", action, parameters);
  const vpcId = element(await ec2("CreateVpc", { CidrBlock: "10.71.0.0/16" }), "vpcId");
  const subnetIds: string[] = [];
  for (const [index, zone] of ["a", "b"].entries()) {
    const subnet = { VpcId: vpcId, CidrBlock: `10.71.${index}.0/24`, AvailabilityZone: `${REGION}${zone}` };
    subnetIds.push(element(await ec2("CreateSubnet", subnet), "subnetId"));
  }
  await makeClusters(keyArn, subnetIds);
  await makeCaches(keyArn, subnetIds);
  const location = `<CreateBucketConfiguration><LocationConstraint>${REGION}</LocationConstraint></CreateBucketConfiguration>`;
  await restApi(emulator.url, "s3", "PUT", "/legacy-assets", location);
  return { keyArn, vpcId, subnetIds, loadBalancerArn: await makeLoadBalancer(subnetIds), distributionId: await makeDistribution() };
}

const listed = (ids: readonly string[]) => Object.fromEntries(ids.map((id, index) => [`SubnetIds.SubnetIdentifier.${index + 1}`, id]));

async function makeClusters(KmsKeyId: string, subnetIds: readonly string[]): Promise<void> {
  const rds = (action: string, parameters: Record<string, string>) => query("rds", "2014-10-31", action, parameters);
  const common = { DBSubnetGroupName: "legacy", Engine: "aurora-postgresql" };
  await rds("CreateDBSubnetGroup", { DBSubnetGroupName: "legacy", DBSubnetGroupDescription: "legacy", ...listed(subnetIds) });
  for (const DBClusterIdentifier of ["legacy", "other"]) {
    const user = { MasterUsername: "root", MasterUserPassword: "of-former-times", DatabaseName: "orders" };
    await rds("CreateDBCluster", { ...common, ...user, DBClusterIdentifier, EngineVersion: "16.8", StorageEncrypted: "true", KmsKeyId });
  }
  for (const DBInstanceIdentifier of ["legacy-one", "legacy-two", "other-one"]) {
    const DBClusterIdentifier = DBInstanceIdentifier.split("-")[0]!;
    await rds("CreateDBInstance", { ...common, DBInstanceIdentifier, DBClusterIdentifier, DBInstanceClass: "db.r7g.large" });
  }
}

async function makeCaches(KmsKeyId: string, subnetIds: readonly string[]): Promise<void> {
  const cache = (action: string, parameters: Record<string, string>) => query("elasticache", "2015-02-02", action, parameters);
  const engine = {
    Engine: "valkey",
    EngineVersion: "8.0",
    CacheNodeType: "cache.r7g.large",
    CacheParameterGroupName: "default.valkey8.cluster.on",
  };
  const topology = { NumNodeGroups: "1", ReplicasPerNodeGroup: "1", AutomaticFailoverEnabled: "true", MultiAZEnabled: "true" };
  const encryption = { TransitEncryptionEnabled: "true", AtRestEncryptionEnabled: "true", KmsKeyId };
  await cache("CreateCacheSubnetGroup", { CacheSubnetGroupName: "legacy", CacheSubnetGroupDescription: "legacy", ...listed(subnetIds) });
  for (const ReplicationGroupId of ["legacy", "other"]) {
    const names = { ReplicationGroupId, ReplicationGroupDescription: ReplicationGroupId, CacheSubnetGroupName: "legacy" };
    await cache("CreateReplicationGroup", { ...names, ...engine, ...topology, ...encryption });
  }
}

async function makeLoadBalancer(subnetIds: readonly string[]): Promise<string> {
  const members = Object.fromEntries(subnetIds.map((id, index) => [`Subnets.member.${index + 1}`, id]));
  const loadBalancer = { Name: "legacy", Scheme: "internal", Type: "application", ...members };
  return element(await query("elasticloadbalancing", "2015-12-01", "CreateLoadBalancer", loadBalancer), "LoadBalancerArn");
}

async function makeDistribution(): Promise<string> {
  const methods = "<Quantity>2</Quantity><Items><Method>GET</Method><Method>HEAD</Method></Items>";
  const behavior =
    `<TargetOriginId>assets</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy><MinTTL>0</MinTTL>` +
    `<Compress>false</Compress><SmoothStreaming>false</SmoothStreaming><FieldLevelEncryptionId></FieldLevelEncryptionId>` +
    `<TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners><TrustedKeyGroups><Enabled>false</Enabled><Quantity>0</Quantity></TrustedKeyGroups>` +
    `<LambdaFunctionAssociations><Quantity>0</Quantity></LambdaFunctionAssociations>` +
    `<FunctionAssociations><Quantity>0</Quantity></FunctionAssociations><GrpcConfig><Enabled>false</Enabled></GrpcConfig>` +
    `<AllowedMethods>${methods}<CachedMethods>${methods}</CachedMethods></AllowedMethods>` +
    `<ForwardedValues><QueryString>false</QueryString><Cookies><Forward>none</Forward></Cookies></ForwardedValues>`;
  const origin =
    `<Id>assets</Id><DomainName>legacy-assets.s3.${REGION}.amazonaws.com</DomainName>` +
    `<S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig>`;
  const config =
    `<DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>legacy</CallerReference><Comment></Comment><Enabled>true</Enabled>` +
    `<Origins><Quantity>1</Quantity><Items><Origin>${origin}</Origin></Items></Origins><DefaultCacheBehavior>${behavior}</DefaultCacheBehavior></DistributionConfig>`;
  const { status, body } = await restApi(emulator.url, "cloudfront", "POST", "/2020-05-31/distribution", config);
  if (status !== 201) throw new Error(body);
  return element(body, "Id");
}

/** The load balancer, under the name that it has, and the distribution. */
function withTraffic(stack: TerraformStack, { vpcId, subnetIds, keyArn, loadBalancerArn, distributionId }: Existing): TerraformStack {
  const account = { allowedAccountIds: [EMULATOR_ACCOUNT_ID] };
  const globalProvider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global", ...account });
  const loadBalancer = new ApplicationLoadBalancer(stack, "LoadBalancer", {
    network: networkOf(stack, "TrafficNetwork", vpcId, subnetIds),
    accessLogs: new LogBucket(stack, "Logs"),
    originDomainName: "origin.example.com",
    certificate: Certificate.fromArn(
      stack,
      "Certificate",
      `arn:aws:acm:${REGION}:${EMULATOR_ACCOUNT_ID}:certificate/${keyArn.split("/")[1]!}`,
    ),
    cloudFrontPrefixListId: "pl-a3a144ca",
  });
  loadBalancer.resource.addOverride("name_prefix", undefined);
  loadBalancer.resource.addOverride("name", "legacy");
  loadBalancer.resource.importFrom(loadBalancerArn);
  const site = new Distribution(stack, "Site", {
    globalProvider,
    origins: { files: { bucket: stack.node.findChild("Assets") as Bucket } },
    defaultBehavior: staticAssets("files"),
  });
  site.resource.importFrom(distributionId);
  return stack;
}

/** Another cluster and another cache, under a key that isn't theirs, and an instance that isn't called as it is. */
function withDifferences(stack: TerraformStack, { subnetIds, vpcId }: Existing): TerraformStack {
  const encryptionKey = new EncryptionKey(stack, "NewKey");
  const network = networkOf(stack, "OtherNetwork", vpcId, subnetIds);
  const common = { network, encryptionKey, removal: "destroy" } as const;
  const database = new AuroraCluster(stack, "OtherKey", { ...common, clusterIdentifier: "other", engineVersion: "16.8", readers: {} });
  database.resource.importFrom("other");
  database.instancesByName.main!.importFrom("other-one");
  new RedisCache(stack, "OtherCacheKey", { ...common, replicationGroupId: "other", engineVersion: "8.0" }).resource.importFrom("other");
  return stack;
}

function networkOf(stack: TerraformStack, id: string, vpcId: string, subnetIds: readonly string[]) {
  const ids = { [`${REGION}a`]: subnetIds[0]!, [`${REGION}b`]: subnetIds[1]! };
  return Network.fromAttributes(stack, id, {
    vpcId,
    cidrBlock: "10.71.0.0/16",
    tiers: { isolated: { kind: "isolated", subnetIds: ids }, private: { kind: "private", subnetIds: ids } },
    databaseSubnetGroupName: "legacy",
    cacheSubnetGroupName: "legacy",
  });
}

type Adopt = (resource: TerraformResource, id: string, address: string) => void;

function build({ keyArn, vpcId, subnetIds }: Existing, adopt: Adopt) {
  return (app: App): TerraformStack => {
    const stack = new TerraformStack(app, "adopted");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    const encryptionKey = EncryptionKey.fromArn(stack, "Key", keyArn);
    const network = networkOf(stack, "Network", vpcId, subnetIds);

    const assets = new Bucket(stack, "Assets", { bucketName: "legacy-assets", encryptionKey });
    adopt(assets.resource, "legacy-assets", "module.assets.aws_s3_bucket.this[0]");

    const database = new AuroraCluster(stack, "Database", {
      network,
      encryptionKey,
      clusterIdentifier: "legacy",
      engineVersion: "16.8",
      readers: { two: {} },
    });
    database.instancesByName.main!.addOverride("identifier", "legacy-one");
    adopt(database.resource, "legacy", "module.database.aws_rds_cluster.this[0]");
    adopt(database.instancesByName.main!, "legacy-one", 'module.database.aws_rds_cluster_instance.this["one"]');
    adopt(database.instancesByName.two!, "legacy-two", 'module.database.aws_rds_cluster_instance.this["two"]');

    const cache = new RedisCache(stack, "Cache", { network, encryptionKey, replicationGroupId: "legacy", engineVersion: "8.0" });
    adopt(cache.resource, "legacy", "module.cache.aws_elasticache_replication_group.this[0]");
    return stack;
  };
}

/** What modules of Terraform call the same: the state of a team that moves to this library. */
const MODULES: Readonly<Record<string, string>> = {
  root: `
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws", version = "5.100.0" }
      }
    }
    provider "aws" {
      region            = "${REGION}"
      s3_use_path_style = true
    }
    module "assets" { source = "./assets" }
    module "database" { source = "./database" }
    module "cache" { source = "./cache" }
    import {
      to = module.assets.aws_s3_bucket.this[0]
      id = "legacy-assets"
    }
    import {
      to = module.database.aws_db_subnet_group.this[0]
      id = "legacy"
    }
    import {
      to = module.database.aws_rds_cluster.this[0]
      id = "legacy"
    }
    import {
      for_each = toset(["one", "two"])
      to       = module.database.aws_rds_cluster_instance.this[each.key]
      id       = "legacy-${"$"}{each.key}"
    }
    import {
      to = module.cache.aws_elasticache_replication_group.this[0]
      id = "legacy"
    }
  `,
  assets: `
    resource "aws_s3_bucket" "this" {
      count  = 1
      bucket = "legacy-assets"
    }
  `,
  database: `
    resource "aws_db_subnet_group" "this" {
      count      = 1
      name       = "legacy"
      subnet_ids = []
      lifecycle { ignore_changes = all }
    }
    resource "aws_rds_cluster" "this" {
      count              = 1
      cluster_identifier = "legacy"
      engine             = "aurora-postgresql"
      lifecycle { ignore_changes = all }
    }
    resource "aws_rds_cluster_instance" "this" {
      for_each           = toset(["one", "two"])
      identifier         = "legacy-${"$"}{each.key}"
      cluster_identifier = aws_rds_cluster.this[0].id
      engine             = "aurora-postgresql"
      instance_class     = "db.r7g.large"
      lifecycle { ignore_changes = all }
    }
  `,
  cache: `
    resource "aws_elasticache_replication_group" "this" {
      count                = 1
      replication_group_id = "legacy"
      description          = "legacy"
      lifecycle { ignore_changes = all }
    }
  `,
};

/** @returns the state file of the modules */
async function applyModules(folder: string): Promise<string> {
  for (const [name, text] of Object.entries(MODULES)) {
    const module = join(folder, name === "root" ? "." : name);
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, "main.tf"), text);
  }
  const terraform = await Terraform.find();
  const options = { cwd: folder, env: emulatorEnvironment(emulator.url) };
  await terraform.must(["init", "-no-color"], options);
  await terraform.must(["apply", "-no-color", "-auto-approve"], options);
  return join(folder, "terraform.tfstate");
}

/** What is planned of the constructs that are adopted, by their paths. */
const ADOPTED = {
  "Assets/Resource": "update",
  "Cache/Resource": "update",
  "Database/Instances/main": "update",
  "Database/Instances/two": "update",
  "Database/Resource": "update",
};

/** What a replacement is for, by Terraform's own words. */
function replacedFor(plan: Plan, path: string): string[] {
  const { address } = plan.changes.find((change) => change.path === path)!;
  const { change } = plan.json.resource_changes!.find((resource) => resource.address === address)!;
  return (change.replace_paths ?? []).map(([attribute]) => String(attribute)).sort();
}

let existing: Existing;
beforeAll(async () => {
  existing = await makeExisting();
});

describe("a bucket, a cluster, a cache, a load balancer and a distribution that exist", () => {
  let plan: Plan;
  beforeAll(async () => {
    const others = (app: App): TerraformStack => {
      const stack = build(existing, (resource, id) => resource.importFrom(id))(app);
      return withTraffic(withDifferences(stack, existing), existing);
    };
    plan = await (await Workspace.make(others, { endpoint: emulator.url })).plan();
  });

  test("are imported, and changed in place", () => {
    const imported = plan.changes.filter((change) => change.imported && !change.path.startsWith("Other"));
    const traffic = { "LoadBalancer/Resource": "update", "Site/Resource": "update" };
    expect(Object.fromEntries(imported.map(({ path, action }) => [path, action]))).toEqual({ ...ADOPTED, ...traffic });
  });

  test("the cluster gets the library's groups, a password that RDS manages, and protection", () => {
    const { changed } = plan.changes.find(({ path }) => path === "Database/Resource")!;
    expect(changed).toEqual(
      expect.arrayContaining([
        ...["db_cluster_parameter_group_name", "deletion_protection", "iam_database_authentication_enabled", "manage_master_user_password"],
        "vpc_security_group_ids",
      ]),
    );
    expect(changed).not.toContain("master_username");
    expect(changed).not.toContain("database_name");
  });

  test("the cache gets the library's groups and its users", () => {
    const { changed } = plan.changes.find(({ path }) => path === "Cache/Resource")!;
    expect(changed).toEqual(expect.arrayContaining(["parameter_group_name", "security_group_ids", "user_group_ids"]));
  });

  test("are replaced where the key is another one", () => {
    expect(replacedFor(plan, "OtherKey/Resource")).toEqual(["kms_key_id"]);
    expect(replacedFor(plan, "OtherCacheKey/Resource")).toEqual(["kms_key_id"]);
  });

  test("an instance is replaced whose name isn't kept", () => {
    expect(replacedFor(plan, "OtherKey/Instances/main")).toContain("identifier");
  });
});

test("what modules of Terraform have in their state is moved, and what is left to others is forgotten", async () => {
  const folder = mkdtempSync(join(tmpdir(), "modules-"));
  try {
    const state = await applyModules(folder);
    const moved = (app: App): TerraformStack => {
      const stack = build(existing, (resource, _, address) => resource.moveFromId(address))(app);
      stack.addOverride("removed", [{ from: "module.database.aws_db_subnet_group.this", lifecycle: { destroy: false } }]);
      return stack;
    };
    const workspace = await Workspace.make(moved, { endpoint: emulator.url });
    copyFileSync(state, workspace.stateFile);
    const plan = await workspace.plan();
    const kept = plan.changes.filter(({ path }) => path in ADOPTED);
    // The bucket itself stays as it is; its settings are resources of their own.
    const { "Assets/Resource": _bucket, ...changed } = ADOPTED;
    expect(Object.fromEntries(kept.map(({ path, action }) => [path, action]))).toEqual(changed);
    expect(
      plan.changes.filter(({ action }) => ["delete", "replace", "forget"].includes(action)).map(({ action, path }) => `${action} ${path}`),
    ).toEqual(["forget module.database.aws_db_subnet_group.this[0]"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
