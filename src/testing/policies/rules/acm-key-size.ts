import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ACM_KEY_SIZE: PolicyRule = {
  id: "acm-key-size",
  sentence: "A certificate's RSA key has 2,048 bits or more.",
  severity: "high",
  fix: 'Set key_algorithm to "RSA_2048" or "EC_prime256v1".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Certificate Manager", ACM.2',
  fsbp: ["ACM.2"],
  types: ["aws_acm_certificate"],
  check: eachOf(["aws_acm_certificate"], ({ args }) =>
    args.key_algorithm === "RSA_1024" ? says("key_algorithm", args.key_algorithm) : undefined,
  ),
};
