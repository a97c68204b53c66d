/** What is said of plans by the real provider, against the state that a real apply has left: ids, ARNs and normalized policies in place of references. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { SecurityReview, securityOfPlan } from "../../src/review/security/security-findings";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, useEmulator } from "./support";

interface Options {
  readonly ssh?: boolean;
  readonly https?: boolean;
  readonly actions?: readonly string[];
  readonly isBlocked?: boolean;
  readonly keyUser?: string;
  readonly isInternal?: boolean;
  readonly isDenied?: boolean;
}

/** A web server on the internet, a load balancer that isn't, and roles for a bucket under a key. */
class Web extends Construct {
  private readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, options: Options) {
    super(scope, id);
    this.network(options);
    this.bucket = this.records(options);
    this.roles(options);
  }

  private network({ ssh = false, https = true, isInternal = true }: Options): void {
    const vpc = new Vpc(this, "Vpc", { cidrBlock: "10.0.0.0/16" });
    const gateway = new InternetGateway(this, "Gateway", { vpcId: vpc.id });
    const table = new RouteTable(this, "Table", { vpcId: vpc.id });
    new Route(this, "Route", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
    const subnets = ["a", "b"].map((zone, index) => {
      const range = `10.0.${index}.0/24`;
      const subnet = new Subnet(this, `Public-${zone}`, { vpcId: vpc.id, cidrBlock: range, availabilityZone: `eu-central-1${zone}` });
      new RouteTableAssociation(this, `Association-${zone}`, { subnetId: subnet.id, routeTableId: table.id });
      return subnet.id;
    });
    const group = new SecurityGroup(this, "Group", { vpcId: vpc.id, name: "web" });
    const ports = [...(https ? [443] : []), ...(ssh ? [22] : [])];
    for (const port of ports) {
      const rule = { cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: port, toPort: port };
      new VpcSecurityGroupIngressRule(this, `From${port}`, { securityGroupId: group.id, ...rule });
    }
    const server = { ami: "ami-12345678", instanceType: "t3.micro", subnetId: subnets[0], vpcSecurityGroupIds: [group.id] };
    new Instance(this, "Server", { ...server, associatePublicIpAddress: true });
    const inside = new SecurityGroup(this, "Inside", { vpcId: vpc.id, name: "inside" });
    new Lb(this, "Balancer", { name: "web", internal: isInternal, subnets, securityGroups: [inside.id] });
  }

  private records({ isBlocked = true }: Options): S3Bucket {
    const bucket = new S3Bucket(this, "Records", { bucket: "records-111122223333" });
    const settings = { blockPublicAcls: true, blockPublicPolicy: isBlocked, ignorePublicAcls: true, restrictPublicBuckets: isBlocked };
    new S3BucketPublicAccessBlock(this, "Block", { bucket: bucket.bucket, ...settings });
    return bucket;
  }

  private roles({ actions = ["s3:GetObject"], keyUser, isDenied = true }: Options): void {
    const root = `arn:aws:iam::${EMULATOR_ACCOUNT_ID}:root`;
    const admin = { Sid: "Admin", Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };
    const use = { Sid: "Use", Effect: "Allow", Principal: { Service: keyUser }, Action: "kms:Decrypt", Resource: "*" };
    const key = new KmsKey(this, "Key", { policy: policy(admin, ...(keyUser === undefined ? [] : [use])) });
    const objects = `${this.bucket.arn}/*`;
    this.role("Reader", [
      { Sid: "Records", Effect: "Allow", Action: actions, Resource: objects },
      { Sid: "Key", Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
    ]);
    const deny = { Sid: "Keep", Effect: "Deny", Action: "s3:DeleteObject", Resource: objects };
    const manage = { Sid: "Manage", Effect: "Allow", Action: ["s3:GetObject", "s3:DeleteObject"], Resource: objects };
    this.role("Keeper", [manage, ...(isDenied ? [deny] : [])]);
  }

  private role(name: string, statements: readonly object[]): void {
    const trust = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
    const role = new IamRole(this, name, { namePrefix: `${name.toLowerCase()}-`, assumeRolePolicy: trust });
    new IamRolePolicy(this, `${name}Grants`, { role: role.name, policy: policy(...statements) });
  }
}

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const emulator = useEmulator();
let workspace: Workspace;
let first: SecurityReview;

beforeAll(async () => {
  workspace = await Workspace.make(web({}), { endpoint: emulator.url });
  first = securityOfPlan((await workspace.plan()).json);
  await workspace.apply();
});

function web(options: Options): (app: App) => TerraformStack {
  return (app) => {
    const stack = new TerraformStack(app, "web");
    new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new Web(stack, "Site", options);
    return stack;
  };
}

async function changed(options: Options): Promise<SecurityReview> {
  workspace.synth(web(options));
  // The emulator forgets the groups of an instance with a public address: the plan is made of what the apply has left.
  return securityOfPlan((await workspace.plan("-refresh=false")).json);
}

/** What is to be decided: what the testing kit's rules have to say of so small a stack isn't asked here. */
function said({ findings }: SecurityReview): string[] {
  const own = /^(?:connection-|egress-|public-|iam-|exposure-|unknown|not-compared)/;
  return findings.filter(({ rule }) => own.test(rule)).map(({ severity, gate, sentence }) => `${severity} ${gate ?? "-"}: ${sentence}`);
}

test("the first plan tells what the internet reaches", () => {
  expect(said(first)).toEqual(["danger public-exposure: The internet may reach Site/Server on port 443"]);
});

test("a plan that changes nothing says nothing", async () => {
  expect(await changed({})).toEqual({ findings: [], policies: [] });
});

test("port 22 that a rule opens to the internet fails public-exposure", async () => {
  expect(said(await changed({ ssh: true }))).toEqual(["danger public-exposure: The internet may now reach Site/Server on port 22"]);
});

test("a rule that goes, which the configuration hasn't any more, closes what it opened", async () => {
  expect(said(await changed({ https: false }))).toEqual(["note -: The internet may no longer reach Site/Server on port 443"]);
});

test("an action that a policy gets fails iam-widening, and is a difference of one statement", async () => {
  const { findings, policies } = await changed({ actions: ["s3:GetObject", "s3:DeleteObject"] });
  expect(said({ findings, policies })).toEqual(["warning iam-widening: role Site/Reader may now delete objects in Site/Records"]);
  expect(policies).toEqual([
    {
      path: "Site/ReaderGrants",
      address: expect.stringMatching(/^aws_iam_role_policy\.Site_ReaderGrants_[0-9A-F]{8}$/),
      attribute: "policy",
      removed: ["Records: Allow s3:GetObject on arn:aws:s3:::records-111122223333/*"],
      added: ["Records: Allow s3:DeleteObject, s3:GetObject on arn:aws:s3:::records-111122223333/*"],
    },
  ]);
});

test("a deny that goes fails iam-widening by what nothing denies any more", async () => {
  expect(said(await changed({ isDenied: false }))).toEqual([
    "warning iam-widening: role Site/Keeper may now delete objects in Site/Records",
  ]);
});

test("a service that a key's policy allows is told", async () => {
  expect(said(await changed({ keyUser: "sns.amazonaws.com" }))).toEqual([
    "warning iam-widening: sns.amazonaws.com may now decrypt with Site/Key",
  ]);
});

test("a bucket's block that is switched off fails public-exposure", async () => {
  expect(said(await changed({ isBlocked: false }))).toEqual([
    "danger public-exposure: The bucket Site/Records no longer blocks all public access: block_public_policy and restrict_public_buckets are off",
  ]);
});

test("a load balancer that is replaced by one on the internet fails public-exposure", async () => {
  expect(said(await changed({ isInternal: false }))).toEqual([
    "warning public-exposure: Site/Balancer is now an internet-facing load balancer",
  ]);
});
