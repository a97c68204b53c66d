import { publicSubnets } from "../placement";
import { PolicyRule } from "../rule";

export const RDS_PRIVATE_SUBNETS: PolicyRule = {
  id: "rds-private-subnets",
  sentence: "The subnets of a database have no route to an internet gateway.",
  severity: "high",
  fix: "Name subnets without such a route in the subnet group.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.46',
  fsbp: ["RDS.46"],
  types: [
    "aws_db_subnet_group",
    "aws_default_route_table",
    "aws_route",
    "aws_route_table",
    "aws_route_table_association",
    "aws_internet_gateway",
  ],
  check: (configuration) => {
    const open = publicSubnets(configuration);
    return configuration.all("aws_db_subnet_group").flatMap((group) => {
      const [found] = configuration.keys(group, group.args.subnet_ids).filter((key) => open.has(key));
      return found === undefined ? [] : [{ resource: group, detail: `${configuration.nameOf(found)} has a route to an internet gateway` }];
    });
  },
};
