import { block, isTrue, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ACM_REPLACEABLE: PolicyRule = {
  id: "acm-replaceable",
  sentence: "A certificate is replaced before the old one is deleted, which is in use until then.",
  severity: "low",
  fix: "Set lifecycle.create_before_destroy to true.",
  source: 'AWS Certificate Manager User Guide, "Delete certificates managed by AWS Certificate Manager"',
  scanners: ["CKV_AWS_233"],
  types: ["aws_acm_certificate"],
  check: eachOf(["aws_acm_certificate"], ({ args }) =>
    isTrue(block(args.lifecycle)?.create_before_destroy)
      ? undefined
      : says("lifecycle.create_before_destroy", block(args.lifecycle)?.create_before_destroy),
  ),
};
