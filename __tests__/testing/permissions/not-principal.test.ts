/** Roles that a statement excepts from what it denies (IAM User Guide, "AWS JSON policy elements: NotPrincipal"). */
import { ACCOUNT, evaluate, merged, policy, roleWith } from "./fixture";

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/audit`;

function read(principal: string, ...excepted: string[]) {
  const deny = { Effect: "Deny", NotPrincipal: { AWS: excepted }, Action: "s3:*", Resource: "arn:aws:s3:::data/*" };
  const resources = merged(roleWith("app", [{ Effect: "Allow", Action: "s3:*", Resource: "*" }]), {
    aws_s3_bucket: { Data: { bucket: "data" } },
    aws_s3_bucket_policy: { P: { bucket: "${aws_s3_bucket.Data.id}", policy: policy(deny) } },
  });
  return evaluate(resources, { principal, action: "s3:GetObject", resource: "Data", resourcePath: "/x" });
}

test("the account, the role and the session are excepted where all are named", () => {
  expect(read(SESSION, ROOT, ROLE, SESSION).verdict).toBe("allowed");
});

test("AWS may validate the account, the role and then the session: what is named without it depends on that", () => {
  expect(read(SESSION, ROOT, ROLE).verdict).toBe("depends");
  expect(read(SESSION, ROOT, SESSION).verdict).toBe("depends");
  expect(read(SESSION, ROOT, ROLE, `${SESSION}or`).verdict).toBe("depends");
  expect(read("app", ROOT, ROLE).explanation).toBe(
    "Whether role app is authorized to perform s3:GetObject on Data/x depends on whether AWS asks NotPrincipal for the session: the bucket policy of Data " +
      "denies s3:GetObject to role app only where the principal is not excepted without its session (statement number 1).",
  );
});

test("a role without its account is denied", () => {
  expect(read(SESSION, ROLE, SESSION).verdict).toBe("denied");
});
