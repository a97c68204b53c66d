/**
 * The policy of a gateway endpoint names nobody: an account in it is its root user, and roles and users are told by aws:PrincipalArn; that of an interface endpoint
 * names whom it likes.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
import { ACCOUNT, ALLOW, BUCKET, DENY, evaluate, merged, policy, put, roleWith } from "./fixture";

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const byArn = (arn: string) => ({ Condition: { ArnEquals: { "aws:PrincipalArn": arn } } });

function verdictOf(type: string | undefined, statements: object[], principal = "app"): string {
  const endpoint = {
    aws_vpc_endpoint: {
      S3: {
        vpc_id: "vpc-1",
        service_name: "com.amazonaws.eu-central-1.s3",
        vpc_endpoint_type: type,
        policy: policy(...statements),
      },
    },
  };
  const resources = merged(roleWith("app", [ALLOW("s3:*")]), BUCKET("data"), endpoint);
  return evaluate(resources, { ...put(principal, "data"), context: { "aws:SourceVpce": "S3" } }).verdict;
}

test.each<[string, object[], string, string]>([
  ["everybody", [ALLOW("s3:*", "*", { Principal: "*" })], "allowed", "allowed"],
  ["everybody of AWS", [ALLOW("s3:*", "*", { Principal: { AWS: "*" } })], "allowed", "allowed"],
  ["everybody with a role's ARN", [ALLOW("s3:*", "*", { Principal: "*", ...byArn(ROLE) })], "allowed", "allowed"],
  ["everybody with another's ARN", [ALLOW("s3:*", "*", { Principal: "*", ...byArn(`${ROLE}-2`) })], "denied", "denied"],
  ["an account by its root ARN", [ALLOW("s3:*", "*", { Principal: { AWS: ROOT } })], "denied", "allowed"],
  ["an account by its number", [ALLOW("s3:*", "*", { Principal: { AWS: ACCOUNT } })], "denied", "allowed"],
  ["a role by its ARN", [ALLOW("s3:*", "*", { Principal: { AWS: ROLE } })], "denied", "allowed"],
  ["everybody but a role", [ALLOW("s3:*", "*", { Principal: "*" }), DENY("s3:*", "*", { Principal: { AWS: ROLE } })], "denied", "denied"],
])("to %s, gateway and interface endpoints each have their answer", (_, statements, byGateway, byInterface) => {
  const types = ["Gateway", undefined, "Interface"];
  expect(types.map((type) => verdictOf(type, statements))).toEqual([byGateway, byGateway, byInterface]);
});

test("an account in the policy of a gateway endpoint is its root user", () => {
  expect(verdictOf("Gateway", [ALLOW("s3:*", "*", { Principal: { AWS: ROOT } })], ROOT)).toBe("allowed");
});
