import { block, blocks, isOneOf, shown } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_HTTP_REDIRECT: PolicyRule = {
  id: "elb-http-redirect",
  sentence: "An Application Load Balancer answers HTTP with a redirect to HTTPS.",
  severity: "medium",
  fix: "Give the listener a default_action of type redirect with protocol HTTPS.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.1',
  fsbp: ["ELB.1"],
  scanners: ["CKV2_AWS_20", "CKV_AWS_2", "AVD-AWS-0054"],
  types: ["aws_lb_listener"],
  check: eachOf(["aws_lb_listener"], ({ args }) => {
    const actions = blocks(args.default_action);
    const redirects = actions.some(
      ({ type, redirect }) => isOneOf(type, ["redirect"]) && isOneOf(block(redirect)?.protocol ?? "#{protocol}", ["HTTPS"]),
    );
    return (
      args.protocol === "HTTP" &&
      !redirects &&
      actions.length > 0 &&
      `its default_action is ${actions.map(({ type }) => shown(type)).join(" and ")}`
    );
  }),
};
