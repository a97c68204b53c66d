import { Testing } from "cdktf";
import { DataStack } from "../../examples/layered/data-stack";
import { NetworkStack } from "../../examples/layered/network-stack";
import { ServicesStack } from "../../examples/layered/services-stack";
import { accounts } from "../../examples/state-bootstrap/accounts";
import { environments } from "../../examples/trading-stack/environments";
import { OPERATIONS, isReading } from "../support/aws-operations";
import {
  DELETES_DATA,
  Kind,
  LAYERS_OF_PROD,
  OF_OWN_ZONE,
  Roles,
  beyondBoundary,
  operationsFor,
  refused,
  rolesOf,
  unknownTypes,
} from "../support/deploy-roles";
import { evaluate } from "../support/policy-evaluator";
import { synth } from "../support/synth";

const layered = rolesOf("prod", LAYERS_OF_PROD);

describe("The roles of a platform in three stacks", () => {
  const app = Testing.app();
  const prodEnvironment = environments.prod!;
  const network = new NetworkStack(app, LAYERS_OF_PROD[0]!, prodEnvironment);
  const data = new DataStack(app, LAYERS_OF_PROD[1]!, prodEnvironment, network);
  const services = new ServicesStack(app, LAYERS_OF_PROD[2]!, prodEnvironment, network, data);
  const stacks = [network, data, services].map((stack) => ({ id: stack.node.id, synthesized: synth(stack) }));
  /** The platform's roles, asked for one of its stacks. */
  const rolesFor = (id: string): Roles => ({ ...layered, stack: { ...layered.stack, name: id } });

  test.each(stacks)("know every resource type of $id", ({ synthesized }) => expect(unknownTypes(synthesized)).toEqual([]));

  test.each(stacks)("may have the provider call everything that it calls for $id, and don't delete data", ({ id, synthesized }) => {
    const operations = operationsFor(synthesized).filter((operation) => ![...OF_OWN_ZONE, ...DELETES_DATA].includes(operation));
    expect(operations.length).toBeGreaterThan(40);
    expect(refused(rolesFor(id), "Deploy", operations)).toEqual([]);
    expect(refused(rolesFor(id), "Plan", operations.filter(isReading))).toEqual([]);
  });

  test.each(stacks)("of $id have a state each, of which the role that plans reads all", ({ id }) => {
    const resource = `arn:aws:s3:::${accounts.prod!.state.bucketName}/${id}/terraform.tfstate`;
    const decide = (kind: Kind, action: string) => evaluate(layered.policies(kind), { action, resource });
    expect([decide("Deploy", "s3:PutObject"), decide("Plan", "s3:GetObject"), decide("Plan", "s3:PutObject")]).toEqual([
      "allow",
      "allow",
      "none",
    ]);
  });

  // AWS KMS Developer Guide, "Grants in AWS KMS": whoever may create a grant for anybody may decrypt everything.
  test("let a key be used by the role of EC2 Auto Scaling alone, that the stacks create", () => {
    const grant = (grantee: string) =>
      evaluate(layered.policies("Deploy"), {
        action: "kms:CreateGrant",
        resource: "arn:aws:kms:eu-central-1:444455556666:key/0123",
        context: {
          "aws:ResourceTag/platform": "trading",
          "aws:ResourceTag/environment": "prod",
          "kms:GranteePrincipal": `arn:aws:iam::444455556666:role/${grantee}`,
        },
      });
    const linked = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    expect([`${linked}_services-prod-eu-central-1`, linked, "services-prod-Api"].map(grant)).toEqual(["allow", "none", "none"]);
  });

  test("have a boundary that allows everything that the stacks' roles are granted", () => {
    const outside = stacks.flatMap(({ id, synthesized }) => beyondBoundary(synthesized, rolesFor(id)));
    expect(outside).toEqual([]);
  });
});

describe("The roles of stacks with long ids", () => {
  // IAM User Guide, "IAM and AWS STS quotas": 6,144 characters for each managed policy, 10 policies for each role without a raised quota.
  test.each([
    [["trading-network-prod", "trading-data-prod", "trading-services-prod"]],
    [["acme-trading-platform-network-prod", "acme-trading-platform-data-prod", "acme-trading-platform-services-prod"]],
    [
      [
        "acme-trading-platform-network-prod",
        "acme-trading-platform-data-prod",
        "acme-trading-platform-services-prod",
        "acme-trading-platform-edge-prod",
      ],
    ],
  ])("fit into what IAM takes: %j", (layers) => {
    for (const name of ["prod", "local"]) {
      const { synthesized } = rolesOf(name, layers);
      const attached = Object.keys(synthesized.resources("aws_iam_role_policy_attachment"));
      const sizes = Object.values(synthesized.resources("aws_iam_policy")).map(
        ({ policy }) => (policy as string).replace(/\s/g, "").length,
      );
      expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
      expect(attached.filter((key) => key.startsWith("Roles_Deploy-")).length).toBeLessThanOrEqual(10);
    }
  });

  const layers = ["trading-network-prod", "trading-data-prod", "trading-services-prod"];
  const roles = rolesOf("prod", layers);
  const operations = Object.keys(OPERATIONS).filter((operation) => ![...OF_OWN_ZONE, ...DELETES_DATA].includes(operation));

  test.each(layers)("may do in %s what they may do in any", (id) => {
    expect(refused({ ...roles, stack: { ...roles.stack, name: id } }, "Deploy", operations)).toEqual([]);
    expect(refused({ ...roles, stack: { ...roles.stack, name: id } }, "Plan", operations.filter(isReading))).toEqual([]);
  });
});
