/** The reference platform, changed as a pull request would: what a reviewer is told of it. */
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformElement, TerraformResource, Testing } from "cdktf";
import { IConstruct } from "constructs";
import { environments } from "../../../examples/trading-stack/environments";
import { TradingStack } from "../../../examples/trading-stack/trading-stack";
import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { SynthesizedStack, synthesize } from "../../../src/testing";
import { tradingStack } from "../../support/platforms";

/** The stack of trading-prod, with a change. */
function prod(change: (stack: TradingStack) => void = () => undefined): SynthesizedStack {
  const stack = new TradingStack(Testing.app(), "trading-prod", environments.prod!);
  change(stack);
  return synthesize(stack);
}

function at(stack: IConstruct, path: string): TerraformResource {
  return path.split("/").reduce<IConstruct>((construct, id) => construct.node.findChild(id), stack) as TerraformResource;
}

function ofType(construct: IConstruct, type: string): TerraformResource {
  const found = construct.node
    .findAll()
    .find((each) => TerraformElement.isTerraformElement(each) && (each as TerraformResource).terraformResourceType === type);
  return found as TerraformResource;
}

const today = tradingStack("prod");

/** What is said of a change, without the notes. */
function said(change: (stack: TradingStack) => void): string[] {
  return findings(change).map(({ severity, gate, sentence }) => `${severity}${gate === undefined ? "" : ` (${gate})`}: ${sentence}`);
}

function findings(change: (stack: TradingStack) => void): Finding[] {
  return securityFindings(today, prod(change)).filter(({ severity }) => severity !== "note");
}

test("from nothing, it is told in few lines", () => {
  expect(securityFindings(new SynthesizedStack({}), today).map(({ severity, gate, sentence }) => [severity, gate, sentence])).toEqual([
    ["note", undefined, "the new stack breaks 8 rules of medium or low severity"],
    ["note", undefined, "Edge/Distribution is served to the internet by CloudFront"],
  ]);
});

test("a change that opens nothing says nothing", () => {
  expect(said((stack) => ofType(at(stack, "Alarms"), "aws_sns_topic").addOverride("tags.note", "changed"))).toEqual([]);
});

test("the frontend that may reach the database is told by that", () => {
  const change = (stack: TradingStack): void => {
    const [web, database] = [at(stack, "WebFrontend/SecurityGroup/Resource"), at(stack, "Database/SecurityGroup/Resource")];
    const [webId, databaseId] = [web.getStringAttribute("id"), database.getStringAttribute("id")];
    const rule = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, description: "reports" };
    new VpcSecurityGroupIngressRule(stack, "FromWeb", { ...rule, securityGroupId: databaseId, referencedSecurityGroupId: webId });
    new VpcSecurityGroupEgressRule(stack, "ToDatabase", { ...rule, securityGroupId: webId, referencedSecurityGroupId: databaseId });
  };
  expect(said(change)).toEqual(["warning: WebFrontend may now reach Database on port 5432"]);
});

test("the frontend that may delete assets fails iam-widening", () => {
  const change = (stack: TradingStack): void => {
    const role = ofType(at(stack, "WebFrontend"), "aws_iam_role");
    const bucket = at(stack, "Assets/Resource").getStringAttribute("arn");
    const statement = { Sid: "Clean", Effect: "Allow", Action: ["s3:DeleteObject"], Resource: [`${bucket}/*`] };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    new IamRolePolicy(stack, "Clean", { role: role.getStringAttribute("name"), policy });
  };
  expect(said(change)).toEqual(["warning (iam-widening): role WebFrontend/Role may now delete objects in Assets"]);
});

test("a statement that the role's policy says already fails nothing", () => {
  const change = (stack: TradingStack): void => {
    const role = ofType(at(stack, "WebFrontend"), "aws_iam_role");
    const policies = Object.values(today.resources("aws_iam_role_policy")).filter(({ role: of }) =>
      String(of).includes(role.friendlyUniqueId),
    );
    new IamRolePolicy(stack, "Again", { role: role.getStringAttribute("name"), policy: String(policies[0]!.policy) });
  };
  expect(findings(change).filter(({ gate }) => gate !== undefined)).toEqual([]);
});

test("a bucket whose block is switched off fails public-exposure", () => {
  const change = (stack: TradingStack): void =>
    ofType(at(stack, "Assets"), "aws_s3_bucket_public_access_block").addOverride("block_public_policy", false);
  expect(said(change)).toContain(
    "danger (public-exposure): The bucket Assets no longer blocks all public access: block_public_policy is off",
  );
});

const facesTheInternet = (stack: TradingStack): void => ofType(at(stack, "LoadBalancer"), "aws_lb").addOverride("internal", false);

test("a load balancer that faces the internet fails public-exposure", () => {
  expect(said(facesTheInternet)).toContain("warning (public-exposure): LoadBalancer is now an internet-facing load balancer");
});

test("everything that is taken away fails nothing", () => {
  const gone = securityFindings(today, new SynthesizedStack({ resource: { aws_vpc: today.resources("aws_vpc") } }));
  expect(gone.filter(({ gate }) => gate !== undefined)).toEqual([]);
});

test("the same stacks give the same findings", () => {
  const changed = prod(facesTheInternet);
  const again = new SynthesizedStack(structuredClone(changed.json));
  expect(securityFindings(today, again)).toEqual(securityFindings(today, changed));
});
