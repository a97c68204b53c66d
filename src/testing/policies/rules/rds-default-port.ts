import { isExpression, isSet, says } from "../blocks";
import { eachOf, numberOf } from "../each";
import { PolicyRule } from "../rule";

const DEFAULT_PORTS: readonly (readonly [RegExp, number])[] = [
  [/^(aurora-postgresql|postgres)$/, 5432],
  [/^(aurora|aurora-mysql|mysql|mariadb)$/, 3306],
  [/^oracle-/, 1521],
  [/^sqlserver-/, 1433],
];

export const RDS_DEFAULT_PORT: PolicyRule = {
  id: "rds-default-port",
  sentence: "A database listens on another port than its engine's default.",
  severity: "low",
  fix: "Set port.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.23',
  fsbp: ["RDS.23"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(["aws_rds_cluster", "aws_db_instance"], ({ args }) => {
    const [, usual] = DEFAULT_PORTS.find(([engine]) => engine.test(String(args.engine))) ?? [];
    if (usual === undefined || isExpression(args.port)) return undefined;
    if ((numberOf(args.port) ?? usual) !== usual) return undefined;
    return isSet(args.port) ? says("port", args.port) : `port is not set, which is ${usual}`;
  }),
};
