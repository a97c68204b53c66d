import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_PROXY_TLS: PolicyRule = {
  id: "rds-proxy-tls",
  sentence: "A proxy of a database takes connections over TLS alone.",
  severity: "medium",
  fix: "Set require_tls.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.43',
  fsbp: ["RDS.43"],
  types: ["aws_db_proxy"],
  check: eachOf(["aws_db_proxy"], ({ args }) => isFalse(args.require_tls) && says("require_tls", args.require_tls)),
};
