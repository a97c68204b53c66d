import { AuroraProxy } from "../../modules/aurora-cluster";
import { network } from "../support/network";
import { evaluate } from "../support/policy-evaluator";
import { statements, synth } from "../support/synth";
import { database } from "./fixture";

const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:trading";

describe("the users of a proxy", () => {
  const { stack, key, cluster } = database();
  const userSecretArns = { web: `${SECRET}-web`, api: `${SECRET}-api` };
  new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, userSecretArns });
  const made = synth(stack);

  test("authenticate with IAM to the proxy, and the proxy with their secrets to the database, in one order", () => {
    expect(made.resource("aws_db_proxy").auth).toEqual([
      { auth_scheme: "SECRETS", iam_auth: "REQUIRED", secret_arn: `${SECRET}-api`, description: "api" },
      { auth_scheme: "SECRETS", iam_auth: "REQUIRED", secret_arn: `${SECRET}-web`, description: "web" },
    ]);
  });

  test("have their secrets read by the proxy's role", () => {
    expect(statements(made.resource("aws_iam_role_policy", "Proxy_SecretsRole").policy)).toContainEqual({
      Sid: "ReadUserSecrets",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: [`${SECRET}-api`, `${SECRET}-web`],
    });
  });

  test("have their secrets decrypted through Secrets Manager alone", () => {
    const granted = statements(made.resource("aws_iam_role_policy", "Proxy_SecretsRole").policy).map((grant) => ({
      ...grant,
      Resource: "*",
    }));
    const decrypt = (service: string) =>
      evaluate(granted, { action: "kms:Decrypt", resource: "key", context: { "kms:ViaService": `${service}.eu-central-1.amazonaws.com` } });
    expect([decrypt("secretsmanager"), decrypt("rds")]).toEqual(["allow", "none"]);
  });

  test("have a role that RDS may assume", () => {
    expect(statements(made.resource("aws_iam_role", "Proxy_SecretsRole").assume_role_policy)).toEqual([
      expect.objectContaining({ Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ]);
  });
});
