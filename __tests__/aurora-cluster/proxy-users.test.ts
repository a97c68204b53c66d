import { DbProxy } from "@cdktf/provider-aws/lib/db-proxy";
import { AuroraProxy, AuroraProxyProps } from "../../modules/aurora-cluster";
import { network, service } from "../support/network";
import { evaluate } from "../support/policy-evaluator";
import { messageOf, statements, synth, warnings } from "../support/synth";
import { database } from "./fixture";

const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:trading";

describe("the users of a proxy", () => {
  const { stack, key, cluster } = database();
  const userSecretArns = { web: `${SECRET}-web-AbCdEf`, api: `${SECRET}-api-AbCdEf` };
  new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, userSecretArns });
  const made = synth(stack);

  test("authenticate with IAM to the proxy, and the proxy with their secrets to the database, in one order", () => {
    expect(made.resource("aws_db_proxy").auth).toEqual([
      { auth_scheme: "SECRETS", iam_auth: "REQUIRED", secret_arn: `${SECRET}-api-AbCdEf`, description: "api" },
      { auth_scheme: "SECRETS", iam_auth: "REQUIRED", secret_arn: `${SECRET}-web-AbCdEf`, description: "web" },
    ]);
  });

  test("have their secrets read by the proxy's role", () => {
    expect(statements(made.resource("aws_iam_role_policy", "Proxy_UsersRole").policy)).toContainEqual({
      Sid: "ReadUserSecrets",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: [`${SECRET}-api-AbCdEf`, `${SECRET}-web-AbCdEf`],
    });
  });

  test("have their secrets decrypted through Secrets Manager alone", () => {
    const granted = statements(made.resource("aws_iam_role_policy", "Proxy_UsersRole").policy).map((grant) => ({
      ...grant,
      Resource: "*",
    }));
    const decrypt = (name: string) =>
      evaluate(granted, { action: "kms:Decrypt", resource: "key", context: { "kms:ViaService": `${name}.eu-central-1.amazonaws.com` } });
    expect([decrypt("secretsmanager"), decrypt("rds")]).toEqual(["allow", "none"]);
  });

  // Aurora User Guide, "Configuring IAM policies for RDS Proxy": kms:Decrypt on the key of the secrets.
  test("have their secrets decrypted by their key alone", () => {
    const decrypts = statements(made.resource("aws_iam_role_policy", "Proxy_UsersRole").policy).filter(({ Action }) =>
      [Action].flat().includes("kms:Decrypt"),
    );
    expect(decrypts).toEqual([expect.objectContaining({ Resource: expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/) })]);
  });

  // Aurora User Guide, "Cross-service confused deputy prevention".
  test("have a role that RDS may assume for this account alone", () => {
    expect(statements(made.resource("aws_iam_role", "Proxy_UsersRole").assume_role_policy)).toEqual([
      expect.objectContaining({
        Principal: { Service: "rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      }),
    ]);
  });
});

describe("users that a proxy logs in as with IAM", () => {
  /** As the bindings of AWS provider 6.17 and newer have it. */
  const withNewerBindings = (test: () => void) => () => {
    Object.defineProperty(DbProxy.prototype, "defaultAuthScheme", { value: undefined, writable: true, configurable: true });
    try {
      test();
    } finally {
      delete (DbProxy.prototype as { defaultAuthScheme?: unknown }).defaultAuthScheme;
    }
  };

  function proxied(props: Pick<AuroraProxyProps, "userSecretArns" | "iamUsers">) {
    const { stack, key, cluster } = database();
    const proxy = new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, ...props });
    return { stack, proxy };
  }

  // Aurora User Guide, "Configuring IAM authentication for RDS Proxy": DefaultAuthScheme is IAM_AUTH, and the role may rds-db:connect.
  test(
    "have no secret, and a role that connects as them",
    withNewerBindings(() => {
      const made = synth(proxied({ iamUsers: ["web", "api"] }).stack);
      expect(made.resource("aws_db_proxy").default_auth_scheme).toBe("IAM_AUTH");
      expect(made.resource("aws_db_proxy").auth ?? []).toEqual([]);
      const login = (user: string) => expect.stringMatching(new RegExp(`:rds-db:.*:dbuser:.*cluster_resource_id\\}/${user}$`));
      expect(statements(made.resource("aws_iam_role_policy", "Proxy_UsersRole").policy)).toEqual([
        { Sid: "LogInWithIam", Effect: "Allow", Action: "rds-db:connect", Resource: [login("api"), login("web")] },
      ]);
    }),
  );

  test(
    "stand beside users with passwords, and roles connect as either",
    withNewerBindings(() => {
      const { stack, proxy } = proxied({ iamUsers: ["web"], userSecretArns: { api: `${SECRET}-api-AbCdEf` } });
      const client = service(stack);
      proxy.grantConnect(client, "web");
      proxy.grantConnect(client, "api");
      const made = synth(stack);
      expect(made.resource("aws_db_proxy").auth).toHaveLength(1);
      expect(statements(made.resource("aws_iam_role_policy", "Proxy_UsersRole").policy)).toHaveLength(3);
    }),
  );

  test(
    "are named once, and have no secret as well",
    withNewerBindings(() =>
      expect(messageOf(() => proxied({ iamUsers: ["api", "a b"], userSecretArns: { api: `${SECRET}-api-AbCdEf` } }))).toBe(
        "trading-test/Proxy: 2 invalid inputs\n" +
          '  - iamUsers[0]: must be named once, and have no secret in userSecretArns; received "api". Leave one of them out.\n' +
          '  - iamUsers[1]: must be the name of one user, of at most 63 letters, digits and _.$-; received "a b". Write it as "trading_api".',
      ),
    ),
  );

  test("need the bindings of a newer AWS provider", () => {
    expect(messageOf(() => proxied({ iamUsers: ["api"] }))).toBe(
      "trading-test/Proxy: invalid input\n" +
        "  - iamUsers: must be left out: the installed @cdktf/provider-aws is of an AWS provider whose proxies log in with passwords alone; " +
        'received ["api"]. Install @cdktf/provider-aws 21 (AWS provider 6.17 or newer), or give userSecretArns.',
    );
  });
});

describe("a proxy refuses", () => {
  const IAM_USER =
    'trading-test/Proxy: invalid input\n  - userSecretArns["api"]: must be no user of addUser: api logs in with IAM alone, and the proxy with a password; ' +
    'received "api". Name it in iamUsers (@cdktf/provider-aws 21), or make a user with a password for the proxy, by hand and under another name.';
  const proxied = (userSecretArns: Readonly<Record<string, string>>, added: "before" | "after" | "never" = "never") => {
    const { stack, key, cluster } = database({ dataApi: true });
    if (added === "before") cluster.addUser("api", { access: "read-only" });
    new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, userSecretArns });
    if (added === "after") cluster.addUser("api", { access: "read-only" });
    return () => synth(stack);
  };

  // Aurora User Guide, "IAM database authentication": for a user with rds_iam, IAM authentication takes precedence over the password.
  test.each(["before", "after"] as const)("a user that addUser makes %s it", (added) => {
    expect(messageOf(proxied({ api: `${SECRET}-api-AbCdEf` }, added))).toBe(IAM_USER);
  });

  test("no user of another name", () => {
    expect(proxied({ web: `${SECRET}-web-AbCdEf` }, "after")).not.toThrow();
  });

  test("a secret's ARN without the characters that Secrets Manager adds", () => {
    expect(messageOf(() => proxied({ api: SECRET }))).toBe(
      'trading-test/Proxy: invalid input\n  - userSecretArns["api"]: must be a secret\'s whole ARN, which ends with the six characters that Secrets Manager adds ' +
        'to its name; received "a value that isn\'t shown". Copy it from Secrets Manager.',
    );
  });

  test("a secret of another region", () => {
    expect(messageOf(() => proxied({ api: "arn:aws:secretsmanager:us-east-1:111122223333:secret:api-AbCdEf" }))).toBe(
      'trading-test/Proxy: invalid input\n  - userSecretArns["api"]: must be a secret in eu-central-1, where the proxy reads it; received "us-east-1". ' +
        "Make the secret in eu-central-1, or replicate it there.",
    );
  });

  test("the name of a user that no role could connect as", () => {
    expect(messageOf(() => proxied({ "api*": `${SECRET}-api-AbCdEf` }))).toBe(
      'trading-test/Proxy: invalid input\n  - userSecretArns["api*"]: must be the name of one user, of at most 63 letters, digits and _.$-; received "api*". ' +
        'Write it as "trading_api".',
    );
  });
});

describe("a proxy of a cluster that may pause", () => {
  const made = (minCapacityAcu: number) => {
    const { stack, key, cluster } = database({ serverless: { minCapacityAcu, maxCapacityAcu: 4 } });
    return new AuroraProxy(stack, "Proxy", {
      network,
      database: cluster,
      encryptionKey: key,
      userSecretArns: { api: `${SECRET}-api-AbCdEf` },
    });
  };

  // Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2".
  test("warns that it never does", () => {
    expect(warnings(made(0))).toEqual([
      "The cluster never pauses: the proxy keeps a connection to each instance open. Give minCapacityAcu 0.5 or more, or leave out the proxy.",
    ]);
    expect(warnings(made(0.5))).toEqual([]);
  });
});
