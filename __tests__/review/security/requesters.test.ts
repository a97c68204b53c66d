/** Principals as the IAM User Guide's "AWS JSON policy elements: Principal" has them. */
import { requestersOf } from "../../../src/review/security/requesters";
import { Side } from "../../../src/review/security/side";
import { policyDocument } from "../../../src/testing/permissions/statement";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const OWN = "arn:aws:iam::111122223333";
const PARTNER = "444455556666";

function side(roles: number): Side {
  const role = (index: number): [string, Json] => [`R${String(index).padStart(2, "0")}`, { name: `r${index}` }];
  return new Side(
    stack({
      aws_iam_role: Object.fromEntries(Array.from({ length: roles }, (_, index) => role(index))),
      aws_iam_user: { Robot: { name: "robot" } },
      aws_s3_bucket: { Files: { bucket: "files-1" } },
    }),
  );
}

/** Whom a statement of a bucket's policy may be about. */
function requesters(statement: Json, roles = 1): string[] {
  const own = side(roles);
  const [one] = policyDocument({ Statement: { Effect: "Allow", Action: "s3:GetObject", ...statement } }).statements;
  const [holder] = own.configuration.all("aws_s3_bucket");
  return requestersOf(one!, holder!, own).map(
    ({ kind, who, id, resource }) => `${kind} ${who} = ${id}${resource === undefined ? "" : ` (${resource.address})`}`,
  );
}

const OURS = [`identity role R00 = ${OWN}:role/r0 (aws_iam_role.R00)`, `identity user Robot = ${OWN}:user/robot (aws_iam_user.Robot)`];

test.each<[string, Json, readonly string[]]>([
  ["nobody that is named, by the stack's roles and users", {}, OURS],
  ["everybody, by the same", { Principal: "*" }, OURS],
  ["everybody of AWS, by the same", { Principal: { AWS: "*" } }, OURS],
  ["all but some, by the same", { NotPrincipal: { AWS: PARTNER } }, OURS],
  ["the account itself, by the same", { Principal: { AWS: `${OWN}:root` } }, OURS],
  ["the account by its number, by the same", { Principal: { AWS: "111122223333" } }, OURS],
  ["a role of the stack", { Principal: { AWS: `${OWN}:role/r0` } }, [OURS[0]!]],
  ["a user of the stack", { Principal: { AWS: `${OWN}:user/robot` } }, [OURS[1]!]],
  ["a role of the account", { Principal: { AWS: `${OWN}:role/else` } }, [`identity ${OWN}:role/else = ${OWN}:role/else`]],
  [
    "another account",
    { Principal: { AWS: `arn:aws:iam::${PARTNER}:root` } },
    [`outside account ${PARTNER} = arn:aws:iam::${PARTNER}:root`],
  ],
  ["another account by its number", { Principal: { AWS: PARTNER } }, [`outside account ${PARTNER} = arn:aws:iam::${PARTNER}:root`]],
  [
    "a role of another account",
    { Principal: { AWS: `arn:aws:iam::${PARTNER}:role/partner` } },
    [`outside arn:aws:iam::${PARTNER}:role/partner = arn:aws:iam::${PARTNER}:role/partner`],
  ],
  // "If your Principal element … points to a … role, and it is deleted": AWS shows the id.
  ["who has been deleted", { Principal: { AWS: "AROA1234567890EXAMPLE" } }, ["identity AROA1234567890EXAMPLE = AROA1234567890EXAMPLE"]],
  ["a service", { Principal: { Service: "logs.amazonaws.com" } }, ["service logs.amazonaws.com = logs.amazonaws.com"]],
  [
    "a provider of tokens",
    { Principal: { Federated: `${OWN}:oidc-provider/token.example.com` } },
    [`federated whoever has a token of token.example.com = ${OWN}:oidc-provider/token.example.com`],
  ],
  [
    "a provider of SAML",
    { Principal: { Federated: `${OWN}:saml-provider/office` } },
    [`federated whoever has a token of office = ${OWN}:saml-provider/office`],
  ],
  [
    "several, each of them",
    { Principal: { AWS: [PARTNER, "777788889999"], Service: "logs.amazonaws.com" } },
    [
      `outside account ${PARTNER} = arn:aws:iam::${PARTNER}:root`,
      "outside account 777788889999 = arn:aws:iam::777788889999:root",
      "service logs.amazonaws.com = logs.amazonaws.com",
    ],
  ],
])("a statement is about %s", (_, statement, whom) => {
  expect(requesters(statement)).toEqual(whom);
});

test("of an account a dozen roles stand for all", () => {
  expect(requesters({}, 11)).toHaveLength(12);
  expect(requesters({}, 20)).toHaveLength(12);
});
