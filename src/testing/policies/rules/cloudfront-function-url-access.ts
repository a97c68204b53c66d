import { isSet, says } from "../blocks";
import { originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const FUNCTION_URL = /\.lambda-url\.|aws_lambda_function_url\./;

export const CLOUDFRONT_FUNCTION_URL_ACCESS: PolicyRule = {
  id: "cloudfront-function-url-access",
  sentence: "A function URL is reached by an origin access control.",
  severity: "medium",
  fix: "Set the origin's origin_access_control_id.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.16',
  fsbp: ["CloudFront.16"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const open = originsOf(distribution).find(
      ({ domain_name: name, origin_access_control_id: control }) => FUNCTION_URL.test(String(name)) && !isSet(control),
    );
    return open && `origin ${open.origin_id}: ${says("origin_access_control_id", open.origin_access_control_id)}`;
  }),
};
