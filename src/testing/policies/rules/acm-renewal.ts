import { isOneOf, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ACM_RENEWAL: PolicyRule = {
  id: "acm-renewal",
  sentence: "A certificate is renewed without anybody's help.",
  severity: "medium",
  fix: 'Set validation_method to "DNS".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Certificate Manager", ACM.1',
  fsbp: ["ACM.1"],
  types: ["aws_acm_certificate"],
  check: eachOf(["aws_acm_certificate"], ({ args }) => {
    // An imported certificate has a body; a private one, an authority.
    if (isSet(args.certificate_body) || isSet(args.certificate_authority_arn)) return undefined;
    return isOneOf(args.validation_method, ["DNS"]) ? undefined : says("validation_method", args.validation_method);
  }),
};
