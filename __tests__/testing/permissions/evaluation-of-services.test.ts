/** How policies of services add to IAM's evaluation logic: endpoints, blocked public access, confused deputies, tokens of GitHub. */
import { AccessRequest } from "../../../src/testing";
import { ACCOUNT, ALLOW, BUCKET, DENY, Resources, evaluate, merged, policy, put, roleWith } from "./fixture";

const opened = (principal: object | string, more = {}): Resources =>
  BUCKET("data", ALLOW("s3:PutObject", "arn:aws:s3:::data/*", { Principal: principal, ...more }));

describe("Amazon VPC User Guide, Control access to VPC endpoints using endpoint policies:", () => {
  const resources = (endpoint: object): Resources =>
    merged(roleWith("app", [ALLOW("s3:*")]), BUCKET("data"), {
      aws_vpc_endpoint: { S3: { vpc_id: "vpc-1", service_name: "s3", ...endpoint } },
    });
  const through = { ...put("app", "data"), context: { "aws:SourceVpce": "S3" } };

  test("the default policy allows full access", () => {
    expect(evaluate(resources({}), through).verdict).toBe("allowed");
  });

  test("what an endpoint's policy doesn't allow is denied", () => {
    const narrow = { policy: policy({ ...ALLOW("s3:GetObject"), Principal: "*" }) };
    expect(evaluate(resources(narrow), through)).toMatchObject({
      verdict: "denied",
      explanation:
        "Role app is not authorized to perform s3:PutObject on data/file: the endpoint policy of S3 has no statement that allows s3:PutObject on data/file.",
    });
  });

  test("what an endpoint's policy denies is denied, though it allows it too", () => {
    const both = { policy: policy({ ...ALLOW("s3:*"), Principal: "*" }, { ...DENY("s3:PutObject"), Principal: "*" }) };
    expect(evaluate(resources(both), through)).toMatchObject({
      verdict: "denied",
      explanation:
        "Role app is not authorized to perform s3:PutObject on data/file: the endpoint policy of S3 denies s3:PutObject on data/file (statement number 2).",
    });
  });

  test("a request that doesn't pass the endpoint isn't asked of its policy", () => {
    const narrow = { policy: policy({ ...ALLOW("s3:GetObject"), Principal: "*" }) };
    expect(evaluate(resources(narrow), put("app", "data")).verdict).toBe("allowed");
  });

  test("a bucket's policy knows the endpoint and its VPC", () => {
    const only = (key: string, value: string): Resources =>
      merged(
        resources({}),
        BUCKET("data", { ...DENY("s3:*", "arn:aws:s3:::data/*"), Principal: "*", Condition: { StringNotEquals: { [key]: value } } }),
      );
    expect(evaluate(only("aws:SourceVpce", "${aws_vpc_endpoint.S3.id}"), through).verdict).toBe("allowed");
    expect(evaluate(only("aws:SourceVpce", "vpce-0123456789abcdef0"), through).verdict).toBe("denied");
    expect(evaluate(only("aws:SourceVpc", "vpc-1"), through).verdict).toBe("allowed");
    expect(evaluate(only("aws:SourceVpc", "vpc-1"), put("app", "data")).verdict).toBe("depends");
  });
});

describe("Amazon S3 User Guide, Blocking public access to your Amazon S3 storage:", () => {
  const block = { aws_s3_bucket_public_access_block: { Block: { bucket: "${aws_s3_bucket.data.id}", restrict_public_buckets: true } } };
  const read: AccessRequest = { ...put("anonymous", "data"), action: "s3:GetObject" };
  const open = (more = {}): Resources => merged(opened("*", { Action: "s3:GetObject", ...more }), block, roleWith("app", []));

  test("RestrictPublicBuckets takes from others what a public policy gives", () => {
    expect(evaluate(open(), read)).toMatchObject({
      verdict: "denied",
      explanation:
        "An anonymous user is not authorized to perform s3:GetObject on data/file: the public access block of data denies s3:GetObject to an anonymous user (statement RestrictPublicBuckets).",
    });
  });

  test("for all buckets of an account, where the account's block says so", () => {
    const unblocked = { aws_s3_bucket_public_access_block: { Block: { bucket: "${aws_s3_bucket.data.id}" } } };
    const account = { aws_s3_account_public_access_block: { Account: { restrict_public_buckets: true } } };
    const readable = merged(opened("*", { Action: "s3:GetObject" }), unblocked);
    expect(evaluate(readable, read).verdict).toBe("allowed");
    expect(evaluate(merged(readable, account), read).verdict).toBe("denied");
  });

  test("for new buckets, unless a block says otherwise", () => {
    expect(evaluate(opened("*", { Action: "s3:GetObject" }), read).verdict).toBe("denied");
  });

  test("a policy for whoever uses TLS is public", () => {
    expect(evaluate(open({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), read).verdict).toBe("denied");
  });

  // "The meaning of \"public\"": a policy is public until each principal is a fixed value; everybody but some is none.
  test("a policy for everybody but some is public", () => {
    const but = { Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:user/one` } };
    expect(evaluate(open(but), read).verdict).toBe("denied");
  });

  test("but not from the account's own roles, nor from AWS services", () => {
    expect(evaluate(open(), { ...read, principal: "app" }).verdict).toBe("allowed");
    expect(evaluate(open(), { ...read, principal: "config.amazonaws.com" }).verdict).toBe("allowed");
  });

  test("a policy with a fixed condition isn't public", () => {
    const office = { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } };
    expect(evaluate(open(office), { ...read, context: { "aws:SourceIp": "203.0.113.9" } }).verdict).toBe("allowed");
  });
});

describe("IAM User Guide, The confused deputy problem:", () => {
  const resources = BUCKET("logs", {
    ...ALLOW("s3:PutObject", "arn:aws:s3:::logs/*"),
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
  });
  const deliver = (context: Record<string, string>): AccessRequest => ({ ...put("cloudtrail.amazonaws.com", "logs"), context });

  test("a service that acts for the account is allowed", () => {
    expect(evaluate(resources, deliver({ "aws:SourceAccount": ACCOUNT })).verdict).toBe("allowed");
  });

  test("a service that acts for another account is denied", () => {
    expect(evaluate(resources, deliver({ "aws:SourceAccount": "999988887777" }))).toMatchObject({
      verdict: "denied",
      explanation:
        "cloudtrail.amazonaws.com is not authorized to perform s3:PutObject on logs/file: the bucket policy of logs has no statement that allows s3:PutObject to cloudtrail.amazonaws.com: statement number 1 does only where StringEquals aws:SourceAccount is 111122223333.",
    });
  });

  test("whom it acts for decides where nobody says", () => {
    expect(evaluate(resources, deliver({}))).toMatchObject({
      verdict: "depends",
      explanation:
        "Whether cloudtrail.amazonaws.com is authorized to perform s3:PutObject on logs/file depends on aws:SourceAccount: the bucket policy of logs allows s3:PutObject to cloudtrail.amazonaws.com only where StringEquals aws:SourceAccount is 111122223333 (statement number 1).",
    });
  });

  test("a role never has the keys of services", () => {
    const own = merged(
      roleWith("app", []),
      BUCKET("logs", {
        ...ALLOW("s3:PutObject", "arn:aws:s3:::logs/*"),
        Principal: "*",
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      }),
    );
    expect(evaluate(own, put("app", "logs")).verdict).toBe("denied");
  });
});

describe("GitHub Docs, Configuring OpenID Connect in Amazon Web Services:", () => {
  const resources: Resources = {
    aws_iam_openid_connect_provider: { GitHub: { url: "https://token.actions.githubusercontent.com" } },
    aws_iam_role: {
      Deploy: {
        name: "deploy",
        assume_role_policy: policy({
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: "${aws_iam_openid_connect_provider.GitHub.arn}" },
          Condition: {
            StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
            StringLike: { "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main" },
          },
        }),
      },
    },
  };
  const assume = (sub: string): AccessRequest => ({
    principal: "GitHub",
    action: "sts:AssumeRoleWithWebIdentity",
    resource: "Deploy",
    context: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": sub },
  });

  test("a workflow of the branch gets the role", () => {
    expect(evaluate(resources, assume("repo:octo-org/octo-repo:ref:refs/heads/main")).verdict).toBe("allowed");
  });

  test("a workflow of another branch doesn't", () => {
    expect(evaluate(resources, assume("repo:octo-org/octo-repo:ref:refs/heads/demo")).verdict).toBe("denied");
  });

  test("nor does one by the provider's ARN in another account", () => {
    const other = "arn:aws:iam::999988887777:oidc-provider/token.actions.githubusercontent.com";
    expect(evaluate(resources, { ...assume("repo:octo-org/octo-repo:ref:refs/heads/main"), principal: other }).verdict).toBe("denied");
  });
});

describe('IAM User Guide, "AWS JSON policy elements: Principal", "AWS STS web identity session principals":', () => {
  test.each(["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"])(
    "%s is a principal by its domain, and gets the role that trusts it",
    (provider) => {
      const trust = { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: provider } };
      const resources = { aws_iam_role: { Player: { name: "player", assume_role_policy: policy(trust) } } };
      const request = { principal: provider, action: "sts:AssumeRoleWithWebIdentity", resource: "Player" };
      expect(evaluate(resources, request).verdict).toBe("allowed");
    },
  );
});
